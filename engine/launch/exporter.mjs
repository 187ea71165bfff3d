// Builds the Java half in one go: the exporter that hands the engine's records to MongoDB, and the
// rule lab that tries drafts of rules.
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { repoDir } from './paths.mjs';
import { ruleLabJar } from './rule-lab.mjs';
import { run } from './run.mjs';
import { hashOfFiles } from './sources.mjs';
import { isStamped, stamp } from './unpack.mjs';
import { javaEnv } from './zeebe-binary.mjs';

const targetDir = join(repoDir, 'engine/exporter/target');

export const exporterJar = join(targetDir, 'huiying-exporter.jar');

const stampFile = join(targetDir, '.sources');

/** @returns {Promise<boolean>} whether `ensureExporter` will have to build */
export async function needsExporter() {
  const areBuilt = await Promise.all([access(exporterJar), access(ruleLabJar)]).then(
    () => true,
    () => false,
  );
  return !areBuilt || !(await isStamped(stampFile, await sourceHash()));
}

/**
 * The exporter's jar, and the rule lab's beside it, built again only when their sources changed.
 *
 * @param {import('./mongod-binary.mjs').EnsureOptions} [options]
 * @returns {Promise<string>} path of the jar
 */
export async function ensureExporter(options = {}) {
  const hash = await sourceHash();
  if (!(await needsExporter())) return exporterJar;
  options.say?.('building exporter and rule lab (Java)');
  await build(options.signal);
  await stamp(stampFile, hash);
  return exporterJar;
}

/**
 * Several may build at once, and a running broker reads the jar it started with: so each builds in
 * a folder of its own, and the finished jar takes the place of the old one in one step.
 *
 * @param {AbortSignal} [signal]
 */
async function build(signal) {
  await mkdir(targetDir, { recursive: true });
  await mkdir(dirname(ruleLabJar), { recursive: true });
  const folder = await mkdtemp(join(targetDir, 'build-'));
  const [exporter, ruleLab] = [join(folder, 'exporter'), join(folder, 'rule-lab')];
  try {
    const places = [`-Dexporter.build=${exporter}`, `-Drule-lab.build=${ruleLab}`];
    await run('mvn', ['-q', '-B', '-f', 'engine/pom.xml', 'package', '-DskipTests', ...places], {
      cwd: repoDir,
      env: await javaEnv(),
      ...(signal ? { signal } : {}),
    });
    await rename(join(exporter, basename(exporterJar)), exporterJar);
    await rename(join(ruleLab, basename(ruleLabJar)), ruleLabJar);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sourceHash() {
  const modules = ['exporter', 'rule-lab'].map((name) => `engine/${name}`);
  const sources = modules.flatMap((path) => [`${path}/pom.xml`, `${path}/src/main`]);
  return hashOfFiles(['engine/pom.xml', ...sources]);
}

/**
 * The broker's settings that load the exporter.
 *
 * @param {string} uri
 * @param {string} [database]
 * @returns {Record<string, string>}
 */
export function exporterEnv(uri, database = 'huiying') {
  return {
    ZEEBE_BROKER_EXPORTERS_HUIYING_CLASSNAME: 'org.huiying.exporter.MongoExporter',
    ZEEBE_BROKER_EXPORTERS_HUIYING_JARPATH: exporterJar,
    ZEEBE_BROKER_EXPORTERS_HUIYING_ARGS_DATABASE: database,
    // Not among the exporter's arguments: the engine writes those to its log, password and all.
    HUIYING_EXPORTER_URI: uri,
  };
}
