// What `npm run check` looks at: everything that needs neither engine nor database.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repoDir } from './paths.mjs';

/**
 * @typedef {object} CheckStep
 * @property {string} name
 * @property {string} program what Node runs, from the repository's root
 * @property {readonly string[]} [nodeArgs]
 * @property {readonly string[]} args
 * @property {(output: string) => string | null} [doubt] why a good end does not count
 */

/**
 * @returns {Promise<CheckStep[]>} the longest first: two run at a time
 */
export async function checkSteps() {
  return [
    { name: 'types', program: 'node_modules/typescript/bin/tsc', args: ['-p', '.', '--noEmit'] },
    {
      name: 'types of the pages',
      program: 'node_modules/vue-tsc/bin/vue-tsc.js',
      args: ['-p', 'web', '--noEmit'],
    },
    { name: 'dead code', program: 'node_modules/knip/bin/knip.js', args: [] },
    {
      name: 'layers',
      program: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      args: ['--config', '.dependency-cruiser.js', ...(await sourceFolders())],
      doubt: layersDoubt,
    },
    {
      name: 'format and lint',
      program: 'node_modules/@biomejs/biome/bin/biome',
      args: ['ci', '--colors=off', '--diagnostic-level=error', '.'],
    },
    {
      name: 'diagrams, decisions and forms',
      nodeArgs: ['--import', 'tsx'],
      program: 'workers/zeebe/lint/main.ts',
      args: [],
      doubt: modelsDoubt,
    },
  ];
}

/**
 * A parser that understands nothing finds no violation either.
 *
 * @param {string} output
 */
export function layersDoubt(output) {
  const seen = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  return seen >= 50 ? null : `only ${seen} modules were seen`;
}

/**
 * @param {string} output of the model lint
 */
export function modelsDoubt(output) {
  const seen = Number(/(\d+) files/.exec(output)?.[1] ?? 0);
  return seen >= 5 ? null : `only ${seen} models were seen`;
}

async function sourceFolders() {
  const present = new Set(await readdir(join(repoDir)));
  return ['api', 'processes', 'workers', 'web', 'modeler', 'engine/launch', 'test', 'bench'].filter(
    (folder) => present.has(folder.split('/')[0] ?? ''),
  );
}
