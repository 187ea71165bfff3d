// One running part of the stack: a process, its log file, and its end.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { openLog } from './log-file.mjs';
import { killGroup } from './run.mjs';

/**
 * @typedef {object} PartSpec
 * @property {string} name
 * @property {string} command
 * @property {readonly string[]} args
 * @property {NodeJS.ProcessEnv} env the whole environment
 * @property {string} [cwd]
 * @property {string} logFile
 * @property {boolean} [ownGroup] outlives a Ctrl-C meant for the launcher, which ends it in order
 * @property {number} [stopLimitMs] after that it is killed; default 20 s
 */

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {number} pid
 * @property {string} logFile
 * @property {Promise<string>} ended resolves with how it ended: «code 1» or «signal SIGKILL»
 * @property {() => boolean} isRunning
 * @property {() => Promise<void>} stop asks it to end; kills it after the limit
 * @property {() => Promise<void>} kill as a power cut would
 * @property {() => string} lastWords the end of what it wrote
 */

/**
 * @param {PartSpec} spec
 * @returns {Promise<Part>}
 * @throws {Error} when the command cannot be started
 */
export async function startPart(spec) {
  mkdirSync(dirname(spec.logFile), { recursive: true });
  const log = openLog(spec.logFile);
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: spec.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: spec.ownGroup ?? false,
  });
  child.stdout.on('data', log.write);
  child.stderr.on('data', log.write);
  let running = true;
  // A test or bench that dies must not leave a broker behind.
  const endWithUs = () => child.kill('SIGKILL');
  if (!spec.ownGroup) process.once('exit', endWithUs);
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.once('close', (code, signal) => {
      running = false;
      process.removeListener('exit', endWithUs);
      log.close();
      resolve(signal ? `signal ${signal}` : `code ${code}`);
    });
  });
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) =>
      reject(new Error(`${spec.name} cannot be started: ${cause.message}`, { cause })),
    );
  });

  /** @param {NodeJS.Signals} signal */
  const send = (signal) => {
    if (!running) return;
    if (spec.ownGroup) killGroup(child.pid, signal);
    else child.kill(signal);
  };
  return {
    name: spec.name,
    pid: child.pid ?? 0,
    logFile: spec.logFile,
    ended,
    isRunning: () => running,
    lastWords: log.lastWords,
    kill: async () => {
      send('SIGKILL');
      await ended;
    },
    stop: async () => {
      const limit = setTimeout(() => send('SIGKILL'), spec.stopLimitMs ?? 20_000);
      send('SIGTERM');
      await ended;
      clearTimeout(limit);
    },
  };
}
