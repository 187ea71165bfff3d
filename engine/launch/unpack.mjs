// Checksums and stamps: a download counts only when whole, an unpacked folder only when finished.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/**
 * @param {string} file
 * @returns {Promise<string>} hex; empty when there is no such file
 */
export async function sha256Of(file) {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest('hex');
  } catch {
    return '';
  }
}

/**
 * @param {string} file
 * @param {string} expected
 * @returns {Promise<boolean>} whether the work the stamp stands for was finished
 */
export async function isStamped(file, expected) {
  const kept = await readFile(file, 'utf8').catch(() => '');
  return kept === expected;
}

/**
 * @param {string} file
 * @param {string} text
 */
export async function stamp(file, text) {
  await writeFile(file, text);
}
