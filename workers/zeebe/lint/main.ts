import { fileURLToPath } from 'node:url';
import { readSet } from '../deploy.ts';
import { checkSet, sentenceOf } from './check-set.ts';

// `npm run lint:models`: the shipped set, or the set in the folder named.
const shipped = fileURLToPath(new URL('../../../processes', import.meta.url));
const folder = process.argv[2];
const resources = await readSet(folder ?? shipped);
const problems = await checkSet(resources, { house: folder === undefined });
for (const problem of problems) process.stdout.write(`${sentenceOf(problem)}\n`);
process.stdout.write(`${resources.length} files, ${problems.length} problems\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
