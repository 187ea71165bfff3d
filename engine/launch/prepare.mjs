// Brings the repository to a state in which it can run: dependencies, downloads, builds. Each step
// leaves a stamp when it is finished, so an interrupted one is done again and a finished one is not.
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { needsArchive } from './broker-command.mjs';
import { ensureExporter, needsExporter } from './exporter.mjs';
import { ensureMongod, needsMongod } from './mongod-binary.mjs';
import { repoDir } from './paths.mjs';
import { run } from './run.mjs';
import { hashOfFiles } from './sources.mjs';
import { isStamped, stamp } from './unpack.mjs';
import { ensureFastStart } from './zeebe.mjs';
import { ensureZeebe, needsZeebe } from './zeebe-binary.mjs';

const webStamp = join(repoDir, 'web/dist/.sources');
const webSources = ['web', 'modeler', 'processes', 'package-lock.json'];

/**
 * @param {import('./terminal.mjs').Terminal} terminal
 * @param {AbortSignal} signal
 */
export async function prepare(terminal, signal) {
  if (await needsDependencies()) {
    await terminal.step('dependencies installed', (say) => installDependencies(say, signal));
  }
  if (await needsZeebe()) {
    await terminal.step('Zeebe 8.6.0 in place', (say) => ensureZeebe({ say, signal }));
  }
  const home = await ensureZeebe();
  if (await needsArchive(home)) {
    await terminal.step('Zeebe started once, so that it starts faster', () =>
      ensureFastStart(home, signal),
    );
  }
  if (!process.env.MONGODB_URI && (await needsMongod())) {
    await terminal.step('MongoDB in place', (say) => ensureMongod({ say, signal }));
  }
  if (await needsExporter()) {
    await terminal.step('exporter and rule lab built', (say) => ensureExporter({ say, signal }));
  }
  if (await needsWeb()) await terminal.step('pages built', (say) => buildWeb(say, signal));
}

/** @returns {Promise<boolean>} whether node_modules is missing or older than the lockfile */
async function needsDependencies() {
  const [lockfile, installed] = await Promise.all([
    stat(join(repoDir, 'package-lock.json')),
    stat(join(repoDir, 'node_modules/.package-lock.json')).catch(() => null),
  ]);
  if (!installed) return true;
  if (installed.mtimeMs >= lockfile.mtimeMs) return false;
  // A checkout touches the lockfile without changing it.
  const hash = await hashOfFiles(['package-lock.json']);
  return !(await isStamped(join(repoDir, 'node_modules/.lockfile-hash'), hash));
}

/**
 * @param {(state: string) => void} say
 * @param {AbortSignal} signal
 */
async function installDependencies(say, signal) {
  say('installing dependencies (npm ci, about 200 MB)');
  // Build tools are development dependencies and needed here even where NODE_ENV is production.
  // Nothing here needs an install script, and some packages use theirs to report home.
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', args, { cwd: repoDir, signal });
  await stamp(
    join(repoDir, 'node_modules/.lockfile-hash'),
    await hashOfFiles(['package-lock.json']),
  );
}

/** @returns {Promise<boolean>} whether the pages must be built (again) */
async function needsWeb() {
  return !(await isStamped(webStamp, await hashOfFiles(webSources)));
}

/**
 * @param {(state: string) => void} say
 * @param {AbortSignal} [signal]
 */
async function buildWeb(say, signal) {
  const config = 'web/vite.config.ts';
  await access(join(repoDir, config));
  const hash = await hashOfFiles(webSources);
  say('building the pages (vite)');
  const args = ['node_modules/vite/bin/vite.js', 'build', '--config', config];
  await run(process.execPath, args, { cwd: repoDir, ...(signal ? { signal } : {}) });
  await stamp(webStamp, hash);
}
