// What `npm run check` looks at: everything that needs neither engine nor database.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repoDir } from './paths.mjs';

/**
 * @typedef {object} CheckStep
 * @property {string} name
 * @property {string} program a file below node_modules
 * @property {readonly string[]} args
 * @property {(output: string) => string | null} [doubt] why a good end does not count
 */

/**
 * @returns {Promise<CheckStep[]>} the longest first: two run at a time
 */
export async function checkSteps() {
  return [
    { name: 'types', program: 'typescript/bin/tsc', args: ['-p', '.', '--noEmit'] },
    {
      name: 'types of the pages',
      program: 'vue-tsc/bin/vue-tsc.js',
      args: ['-p', 'web', '--noEmit'],
    },
    { name: 'dead code', program: 'knip/bin/knip.js', args: [] },
    {
      name: 'layers',
      program: 'dependency-cruiser/bin/dependency-cruise.mjs',
      args: ['--config', '.dependency-cruiser.js', ...(await sourceFolders())],
      doubt: layersDoubt,
    },
    {
      name: 'format and lint',
      program: '@biomejs/biome/bin/biome',
      args: ['ci', '--colors=off', '.'],
    },
    { name: 'diagrams', program: 'bpmnlint/bin/bpmnlint.js', args: ['processes/**/*.bpmn'] },
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

async function sourceFolders() {
  const present = new Set(await readdir(join(repoDir)));
  return ['api', 'processes', 'workers', 'web', 'modeler', 'engine/launch', 'test', 'bench'].filter(
    (folder) => present.has(folder.split('/')[0] ?? ''),
  );
}
