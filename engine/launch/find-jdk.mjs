// Prints the folder of the JDK the engine would run on; ends with 1 when there is none.
import { findJdk } from './jdk.mjs';

const jdk = await findJdk();
if (jdk) console.log(jdk.home);
process.exitCode = jdk ? 0 : 1;
