// One start at a time on one data folder. The lock also remembers the running parts, so that the
// start after a hard end of the launcher can end what that one left behind.
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, killGroup, run } from './run.mjs';

/** @typedef {{ pid: number, born: string }} Identity a process id and when it began */
/** @typedef {{ holder: Identity, since: string, parts: Identity[] }} LockText */

/** The data folder belongs to a start that still runs. */
export class FolderInUse extends Error {
  /**
   * @param {string} dataDir
   * @param {LockText} lock
   */
  constructor(dataDir, lock) {
    super(
      `${dataDir} is in use by process ${lock.holder.pid}, started ${lock.since}. Stop that one first (Ctrl-C in its window, or: kill ${lock.holder.pid}), or start with another folder: --data DIR.`,
    );
    this.name = 'FolderInUse';
  }
}

/**
 * Takes the folder for this process.
 *
 * @param {string} dataDir
 * @param {(sentence: string) => void} [say] told when parts of a dead start are ended
 * @returns {Promise<{ remember: (pid: number) => Promise<void>, release: () => Promise<void> }>}
 * @throws {FolderInUse}
 */
export async function takeFolder(dataDir, say) {
  const file = join(dataDir, 'lock.json');
  const holder = { pid: process.pid, born: await bornAt(process.pid) };
  /** @type {LockText} */
  const mine = { holder, since: new Date().toISOString(), parts: [] };
  while (!(await wroteFirst(file, mine))) {
    const theirs = await readLock(file);
    if (theirs && (await isAlive(theirs.holder))) throw new FolderInUse(dataDir, theirs);
    for (const part of theirs?.parts ?? []) await endLeftOver(part, say);
    await rm(file, { force: true });
  }
  let written = Promise.resolve();
  return {
    remember: (pid) => {
      // Parts come up side by side; their notes are written one after the other.
      written = written.then(async () => {
        mine.parts.push({ pid, born: await bornAt(pid) });
        await writeFile(`${file}.new`, JSON.stringify(mine));
        await rename(`${file}.new`, file);
      });
      return written;
    },
    release: () => rm(file, { force: true }),
  };
}

/**
 * @param {string} dataDir
 * @returns {Promise<LockText | null>} who runs on the folder now
 */
export async function holderOf(dataDir) {
  const lock = await readLock(join(dataDir, 'lock.json'));
  return lock && (await isAlive(lock.holder)) ? lock : null;
}

/**
 * @param {string} file
 * @param {LockText} text
 * @returns {Promise<boolean>} false when there is such a file already
 */
async function wroteFirst(file, text) {
  try {
    const made = await open(file, 'wx', 0o600);
    await made.writeFile(JSON.stringify(text));
    await made.close();
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * @param {string} file
 * @returns {Promise<LockText | null>}
 */
async function readLock(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {Identity} process */
async function isAlive({ pid, born }) {
  return born !== '' && (await bornAt(pid)) === born;
}

/**
 * The id alone would not do: systems give ids of ended processes to new ones.
 *
 * @param {number} pid
 * @returns {Promise<string>} empty when there is no such process
 */
async function bornAt(pid) {
  // Where there is /proc, its file says it in clock ticks; small Linux systems have no `ps`.
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // An ended one that nobody has taken note of yet is still listed.
  if (fields[19] && fields[0] !== 'Z') return fields[19];
  if (process.platform === 'linux') return '';
  const env = { ...process.env, LC_ALL: 'C' };
  const said = await run('ps', ['-o', 'lstart=', '-p', String(pid)], { env }).catch(() => '');
  return said.trim();
}

/**
 * @param {Identity} part
 * @param {((sentence: string) => void) | undefined} say
 */
async function endLeftOver(part, say) {
  if (!(await isAlive(part))) return;
  say?.(`ending process ${part.pid}, left behind by a start that was killed`);
  killGroup(part.pid, 'SIGTERM');
  const until = Date.now() + 20_000;
  while ((await isAlive(part)) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  if (await isAlive(part)) killGroup(part.pid, 'SIGKILL');
}
