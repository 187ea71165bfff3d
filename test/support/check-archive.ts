import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** Changes a file of a package; null leaves it out. */
export type ChangeFile = (path: string, bytes: Buffer) => Buffer | string | null;

/**
 * Unpacks an archive package where nothing of the product is, changes what is asked, and runs the check that came
 * with it.
 */
export async function checkArchive(
  zip: Uint8Array,
  change: ChangeFile = (_path, bytes) => bytes,
): Promise<{ readonly code: number; readonly said: string }> {
  const place = await mkdtemp(join(tmpdir(), 'archive-'));
  try {
    for (const [path, bytes] of Object.entries(unzipSync(zip))) {
      const file = join(place, path);
      await mkdir(dirname(file), { recursive: true });
      const changed = change(path, Buffer.from(bytes));
      if (changed !== null) await writeFile(file, changed);
    }
    return await new Promise((resolve) => {
      execFile(process.execPath, [join(place, 'check.mjs')], (error, stdout) => {
        resolve({ code: error === null ? 0 : Number(error.code), said: stdout });
      });
    });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
