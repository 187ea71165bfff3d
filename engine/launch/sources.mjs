// Tells whether something built is older than what it was built from: by content, since a fresh
// checkout gives every file the same new date.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { repoDir } from './paths.mjs';

/**
 * @param {readonly string[]} paths files or folders below the repository; missing ones are skipped
 * @returns {Promise<string>} one hash over names and contents
 */
export async function hashOfFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesBelow(path)) {
      hash
        .update(`${file}\0`)
        .update(await readFile(join(repoDir, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {Promise<string[]>} in a fixed order
 */
async function filesBelow(path) {
  const found = await stat(join(repoDir, path)).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [path];
  const names = await readdir(join(repoDir, path));
  const kept = names.filter((name) => !['node_modules', 'dist', 'target'].includes(name)).sort();
  return (await Promise.all(kept.map((name) => filesBelow(`${path}/${name}`)))).flat();
}
