// Finds the Java the engine runs on. Many machines have an older JDK as default and a newer one
// beside it, so the first one found is not good enough: the first one new enough is.
import { readdirSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from './run.mjs';

export const oldestJdk = 21;

/** @typedef {{ home: string, version: number }} Jdk */

/**
 * @typedef {object} JdkSources
 * @property {string | undefined} [javaHome] default: JAVA_HOME
 * @property {string | undefined} [path] default: PATH
 * @property {string} [jvmDir] where systems install Java
 * @property {(home: string) => Promise<number | null>} [versionOf] null: no JDK there
 */

/**
 * The first JDK ≥ 21 in the order JAVA_HOME, PATH, /usr/lib/jvm/*.
 *
 * @param {JdkSources} [sources]
 * @returns {Promise<Jdk | null>} null when there is none
 */
export async function findJdk(sources = {}) {
  const versionOf = sources.versionOf ?? jdkVersion;
  for (const home of candidateHomes(sources)) {
    const version = await versionOf(home);
    if (version !== null && version >= oldestJdk) return { home, version };
  }
  return null;
}

/**
 * @param {JdkSources} sources
 * @returns {Set<string>} in the order they are tried
 */
function candidateHomes(sources) {
  const javaHome = 'javaHome' in sources ? sources.javaHome : process.env.JAVA_HOME;
  const path = 'path' in sources ? sources.path : process.env.PATH;
  const homes = new Set(javaHome ? [javaHome] : []);
  for (const folder of (path ?? '').split(delimiter)) {
    const home = folder && homeOfCompiler(folder);
    if (home) homes.add(home);
  }
  const jvmDir = sources.jvmDir ?? '/usr/lib/jvm';
  for (const name of namesIn(jvmDir)) homes.add(join(jvmDir, name));
  return homes;
}

/** @param {string} folder */
function homeOfCompiler(folder) {
  try {
    return dirname(dirname(realpathSync(join(folder, 'javac'))));
  } catch {
    return null;
  }
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/**
 * @param {string} home
 * @returns {Promise<number | null>} the feature number, such as 21; null without a compiler
 */
async function jdkVersion(home) {
  try {
    const said = await run(join(home, 'bin', 'javac'), ['-version']);
    const found = /javac (\d+)/.exec(said)?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}
