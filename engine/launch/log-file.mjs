// A log file that cannot fill the disk: beyond its cap the older half moves to one `.1` file.
import { appendFileSync, renameSync, statSync } from 'node:fs';

const capBytes = 10_000_000;
const rememberedChars = 4_000;

/**
 * @param {string} file
 * @param {number} [cap] bytes; file and predecessor together take at most twice that
 */
export function openLog(file, cap = capBytes) {
  let size = sizeOf(file);
  let last = '';
  let open = true;
  return {
    /** @param {Buffer} chunk */
    write: (chunk) => {
      if (!open) return;
      if (size + chunk.length > cap && size > 0) {
        renameSync(file, `${file}.1`);
        size = 0;
      }
      // Synchronous: what a part said last before it crashed is the line that matters.
      appendFileSync(file, chunk, { mode: 0o600 });
      size += chunk.length;
      last = (last + chunk.toString()).slice(-rememberedChars);
    },
    close: () => {
      open = false;
    },
    lastWords: () => last.trimEnd(),
  };
}

/** @param {string} file */
function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
