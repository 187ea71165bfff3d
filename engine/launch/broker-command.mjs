// How the broker's Java is called. Not through the distribution's own script: with a folder on the
// class path Java refuses the archive of loaded classes, which halves the time to readiness.
import { createHash } from 'node:crypto';
import { access, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJdk, oldestJdk } from './jdk.mjs';
import { repoDir } from './paths.mjs';

/**
 * @typedef {object} BrokerCommand
 * @property {string} command
 * @property {string[]} args
 */

/**
 * @param {string} home the unpacked distribution
 * @param {{ heap: string, shortLived: boolean }} options `shortLived`: compile less, for tests
 * @param {string} [recordTo] writes the archive of loaded classes there when it ends
 * @returns {Promise<BrokerCommand>}
 */
export async function brokerCommand(home, { heap, shortLived }, recordTo) {
  const jdk = await findJdk();
  if (!jdk) throw new Error(`Install a JDK ${oldestJdk} or newer; JAVA_HOME may point to it.`);
  const archive = await archiveFile(home, jdk.home);
  return {
    command: join(jdk.home, 'bin', 'java'),
    args: [
      ...['-Xms256m', `-Xmx${heap}`, '-XX:MaxDirectMemorySize=512m', '-XX:MaxMetaspaceSize=320m'],
      ...['-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError', '-Dfile.encoding=UTF-8'],
      ...(shortLived ? ['-XX:TieredStopAtLevel=1'] : []),
      ...(await archiveArgs(archive, recordTo)),
      ...['-classpath', `${home}/lib/*`],
      `-Dlog4j.configurationFile=${join(repoDir, 'engine/launch/zeebe-log4j2.xml')}`,
      ...['-Dapp.name=broker', `-Dapp.home=${home}`, `-Dbasedir=${home}`],
      'io.camunda.application.StandaloneBroker',
      `--spring.config.additional-location=file:${home}/config/`,
    ],
  };
}

/**
 * Makes the archive of loaded classes for this JDK by one run of the broker, unless it is there.
 *
 * @param {string} home
 * @param {(dataDir: string, recordTo: string) => Promise<void>} runOnce starts a broker that
 *   records, and ends it
 */
export async function ensureArchive(home, runOnce) {
  const jdk = await findJdk();
  if (!jdk) return;
  const archive = await archiveFile(home, jdk.home);
  if (await exists(archive)) return;
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-first-run-'));
  const half = `${archive}.${process.pid}`;
  try {
    await runOnce(dataDir, half);
    if (await exists(half)) await rename(half, archive);
  } finally {
    await rm(half, { force: true });
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** @param {string} home */
export async function needsArchive(home) {
  const jdk = await findJdk();
  return jdk !== null && !(await exists(await archiveFile(home, jdk.home)));
}

/**
 * @param {string} archive
 * @param {string | undefined} recordTo
 */
async function archiveArgs(archive, recordTo) {
  if (recordTo) return [`-XX:ArchiveClassesAtExit=${recordTo}`];
  return (await exists(archive)) ? [`-XX:SharedArchiveFile=${archive}`, '-Xshare:auto'] : [];
}

/**
 * An archive fits exactly one build of Java.
 *
 * @param {string} home
 * @param {string} jdkHome
 */
async function archiveFile(home, jdkHome) {
  const release = await readFile(join(jdkHome, 'release'), 'utf8').catch(() => jdkHome);
  const build = createHash('sha256').update(release).update(home).digest('hex').slice(0, 12);
  return join(home, `classes-${build}.jsa`);
}

/** @param {string} file */
async function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
