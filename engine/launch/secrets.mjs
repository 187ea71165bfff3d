// Passwords and keys are made on the first start and never have a default.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './run.mjs';

/**
 * The secret of that name; made now when there is none yet.
 *
 * @param {string} folder readable by nobody else
 * @param {string} name
 * @param {number} [bytes] of randomness
 * @returns {Promise<{ file: string, text: string }>}
 */
export async function secret(folder, name, bytes = 32) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  const text = randomBytes(bytes).toString('base64url').replaceAll(/[-_]/g, 'x');
  try {
    // `wx` refuses an existing file: a second start must not replace a secret that is in use.
    const made = await open(file, 'wx', 0o600);
    await made.writeFile(text);
    await made.sync();
    await made.close();
    return { file, text };
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return { file, text: (await readFile(file, 'utf8')).trim() };
  }
}
