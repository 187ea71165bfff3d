// Fetches the engine's distribution, once, and checks it.
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findJdk, oldestJdk } from './jdk.mjs';
import { toolsDir } from './paths.mjs';
import { run } from './run.mjs';
import { isStamped, sha256Of, stamp } from './unpack.mjs';

const zeebe = {
  artifact: 'io.camunda:camunda-zeebe:8.6.0:tar.gz',
  name: 'camunda-zeebe-8.6.0',
  sha256: '5c699e86a6c9d290dd7b1f0b2ea648fb57fd1dacf1cab22c874219e58827ea45',
  bytes: 299_201_896,
};

/** @typedef {import('./mongod-binary.mjs').EnsureOptions} EnsureOptions */

/**
 * The unpacked engine; downloaded through Maven when it is not there yet.
 *
 * @param {EnsureOptions} [options]
 * @returns {Promise<string>} the folder with bin/ and lib/
 * @throws {Error} when the download is not the expected file
 */
export async function ensureZeebe(options = {}) {
  const folder = join(toolsDir(), zeebe.name);
  if (!(await needsZeebe())) return folder;
  await mkdir(toolsDir(), { recursive: true });
  const file = join(toolsDir(), `${zeebe.name}.tar.gz`);
  await fetchTar(file, options);
  options.say?.('unpacking Zeebe 8.6.0');
  const half = `${folder}.half`;
  await rm(half, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  await mkdir(half);
  await run('tar', ['-xzf', file, '-C', half], options.signal ? { signal: options.signal } : {});
  await rename(join(half, zeebe.name), folder);
  await rm(half, { recursive: true });
  await stamp(join(folder, '.complete'), zeebe.sha256);
  await rm(file);
  return folder;
}

/** @returns {Promise<boolean>} whether `ensureZeebe` will have to download */
export async function needsZeebe() {
  return !(await isStamped(join(toolsDir(), zeebe.name, '.complete'), zeebe.sha256));
}

/**
 * The environment in which Maven compiles for, and the engine runs on, the newer JDK.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 * @throws {Error} when there is no JDK ≥ 21
 */
export async function javaEnv() {
  const jdk = await findJdk();
  if (!jdk) throw new Error(`Install a JDK ${oldestJdk} or newer; JAVA_HOME may point to it.`);
  return { ...process.env, JAVA_HOME: jdk.home, PATH: `${jdk.home}/bin:${process.env.PATH ?? ''}` };
}

/**
 * @param {string} file
 * @param {EnsureOptions} options
 */
async function fetchTar(file, options) {
  if ((await sha256Of(file)) === zeebe.sha256) return;
  const megabytes = Math.round(zeebe.bytes / 1e6);
  options.say?.(`downloading Zeebe 8.6.0 (${megabytes} MB)`);
  const meter = setInterval(async () => {
    const have = await downloadedBytes();
    if (have > 0)
      options.say?.(`downloading Zeebe 8.6.0: ${Math.round(have / 1e6)} of ${megabytes} MB`);
  }, 2_000);
  try {
    await run(
      'mvn',
      [
        ...['-B', '-q', 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'],
        ...[`-Dartifact=${zeebe.artifact}`, `-DoutputDirectory=${toolsDir()}`],
        '-Dmdep.overWriteReleases=true',
      ],
      {
        env: await javaEnv(),
        cwd: toolsDir(),
        ...(options.signal ? { signal: options.signal } : {}),
      },
    );
  } finally {
    clearInterval(meter);
  }
  if ((await sha256Of(file)) === zeebe.sha256) return;
  await rm(file, { force: true });
  throw new Error(
    'The Zeebe download is not the expected file (checksum). Delete io/camunda/camunda-zeebe in your Maven repository and start again.',
  );
}

/**
 * Maven shows no progress to a program; the growing file in its repository does.
 *
 * @returns {Promise<number>}
 */
async function downloadedBytes() {
  const folder = join(homedir(), '.m2/repository/io/camunda/camunda-zeebe/8.6.0');
  let most = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const size = await stat(join(folder, name)).then(
      (found) => found.size,
      () => 0,
    );
    most = Math.max(most, size);
  }
  return most;
}
