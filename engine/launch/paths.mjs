// The folders the launcher works in. Everything it downloads goes below one of two roots, so that
// deleting them leaves the machine as it was.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this repository. */
export const repoDir = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** Where the test suites leave their reports. */
export const testReportsDir = join(repoDir, '.data', 'test-reports');

/**
 * Where the engine and the database server are unpacked; shared by several clones when
 * HUIYING_TOOLS names a folder.
 *
 * @returns {string} absolute path
 */
export function toolsDir() {
  return resolve(repoDir, process.env.HUIYING_TOOLS || '.data/tools');
}

/**
 * @param {string} [given] path relative to the working folder
 * @returns {string} absolute path of the folder that keeps one installation's data
 */
export function dataDirOf(given) {
  return given ? resolve(given) : join(repoDir, '.data');
}
