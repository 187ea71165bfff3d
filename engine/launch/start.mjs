// `npm start`: from a fresh clone to a page in the browser.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStartArguments, startUsage } from './args.mjs';
import { takeFolder } from './lock.mjs';
import { tableOfLogins } from './logins.mjs';
import { choosePorts } from './ports.mjs';
import { prepare } from './prepare.mjs';
import { examineMachine, missingPrerequisites } from './prerequisites.mjs';
import { houseEnv, houseParts, mongoPart, portNames, usualPorts, zeebePart } from './stack.mjs';
import { openSupervisor } from './supervise.mjs';
import { openTerminal } from './terminal.mjs';

const terminal = openTerminal();
const ending = new AbortController();
const supervisor = openSupervisor((sentence) => terminal.line(`! ${sentence}`));
const stopOrder = ['api', 'workers', 'Zeebe', 'MongoDB'];

/** @param {import('./args.mjs').StartArguments} options */
async function start(options) {
  const { dataDir } = options;
  const began = performance.now();
  const missing = missingPrerequisites(await examineMachine(dataDir));
  if (missing.length > 0) {
    terminal.line('Huiying cannot start yet. Missing on this machine:');
    for (const sentence of missing) terminal.line(`  - ${sentence}`);
    return 1;
  }
  const lock = await takeFolder(dataDir, (sentence) => terminal.line(`! ${sentence}`));
  try {
    await prepare(terminal, ending.signal);
    const web = await bringUp(options, lock.remember);
    await greet(options, web, performance.now() - began);
    await new Promise((resolve) => ending.signal.addEventListener('abort', resolve));
  } finally {
    await supervisor.stop(stopOrder);
    await lock.release();
  }
  return 0;
}

/**
 * @param {import('./args.mjs').StartArguments} options
 * @param {(pid: number) => Promise<void>} remember
 * @returns {Promise<number>} the web port
 */
async function bringUp(options, remember) {
  const { dataDir, sample } = options;
  await mkdir(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  const ordered = options.port === undefined ? {} : { web: options.port };
  const { ports, moved } = await choosePorts(
    portNames,
    usualPorts,
    join(dataDir, 'ports.json'),
    ordered,
  );
  for (const { name, wished, port } of moved) {
    terminal.line(`! port ${wished} (${name}) is busy; taking ${port}`);
  }
  const installation = { dataDir, ports, sample, signal: ending.signal };
  /** @param {import('./supervise.mjs').Supervised} part */
  const keep = (part) =>
    supervisor.keep({
      name: part.name,
      start: (started) =>
        part.start((running) => {
          started(running);
          remember(running.pid).catch((error) => terminal.line(`! ${error.message}`));
        }),
    });
  const mongo = mongoPart(installation);
  if (!process.env.MONGODB_URI) await terminal.step('MongoDB up', () => keep(mongo));
  const env = await houseEnv(installation, mongo.uri());
  const { workers, api } = houseParts(installation, env);
  const rest = [zeebePart(installation, mongo.uri()), workers, api];
  await terminal.step('Zeebe, workers and api up', (say) => together(rest, keep, say));
  return ports.web;
}

/**
 * Side by side, since each spends its start waiting: workers and api wait for the engine themselves.
 *
 * @param {readonly import('./supervise.mjs').Supervised[]} parts
 * @param {(part: import('./supervise.mjs').Supervised) => Promise<unknown>} keep
 * @param {(state: string) => void} say
 */
async function together(parts, keep, say) {
  const waiting = new Set(parts.map(({ name }) => name));
  await Promise.all(
    parts.map(async (part) => {
      await keep(part);
      waiting.delete(part.name);
      if (waiting.size > 0) say(`starting ${[...waiting].join(', ')}`);
    }),
  );
}

/**
 * @param {import('./args.mjs').StartArguments} options
 * @param {number} port
 * @param {number} tookMs
 */
async function greet({ dataDir, sample }, port, tookMs) {
  const marker = join(dataDir, 'installation.json');
  const isFirst = await stat(marker).then(
    () => false,
    () => true,
  );
  if (isFirst) {
    const file = join(dataDir, 'secrets', 'sample-logins.json');
    const logins = await readFile(file, 'utf8').catch(() => '[]');
    for (const row of tableOfLogins(JSON.parse(logins))) terminal.line(row);
    if (!sample) {
      const password = join(dataDir, 'secrets', 'admin-password');
      terminal.line(`\nAdministrator: admin, password in ${password}`);
    }
    await writeFile(marker, `${JSON.stringify({ since: new Date().toISOString(), sample })}\n`);
  }
  terminal.line(`\nHuiying is ready: http://127.0.0.1:${port} (${Math.round(tookMs / 1000)} s)`);
  terminal.line('Ctrl-C ends it. The data stay.');
}

function askToEnd() {
  if (ending.signal.aborted) {
    terminal.line('Ending at once.');
    // A download or build in progress is killed within this time, too.
    setTimeout(() => process.exit(130), 4_000).unref();
    return void supervisor.kill();
  }
  terminal.line('Ending in order … (Ctrl-C again: at once)');
  ending.abort(new Error('stopped'));
}

async function main() {
  const options = readStartArguments(process.argv.slice(2));
  if (options.help) {
    terminal.line(startUsage);
    return 0;
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, askToEnd);
  return start(options);
}

process.exitCode = await main().catch((error) => {
  if (ending.signal.aborted) {
    terminal.line('Stopped before it was ready; the next start goes on from here.');
    return 130;
  }
  terminal.line(error instanceof Error ? error.message : String(error));
  return 1;
});
