// Runs a command to its end, stoppable at any moment.
import { spawn } from 'node:child_process';

const stopLimitMs = 3_000;

/** A command that ended badly; `output` holds the last lines it said. */
export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {number | null} code
   * @param {string} output
   */
  constructor(command, code, output) {
    super(`${command} ended with ${code === null ? 'a signal' : `code ${code}`}\n${output}`.trim());
    this.name = 'CommandFailed';
    this.code = code;
    this.output = output;
  }
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; default is our own
 * @property {AbortSignal} [signal] ends the command and everything it started
 * @property {(line: string) => void} [onLine]
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} what it wrote, both streams in order
 * @throws {CommandFailed} when it cannot be started or ends with another code than 0
 */
export function run(command, args, options = {}) {
  const { signal, onLine } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    // A group of its own: Maven and npm start children that would outlive their parent.
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    /** @type {NodeJS.Timeout | undefined} */
    let limit;
    const end = () => {
      killGroup(child.pid, 'SIGTERM');
      // npm goes on to the end of its work when asked politely.
      limit = setTimeout(() => killGroup(child.pid, 'SIGKILL'), stopLimitMs);
    };
    signal?.addEventListener('abort', end, { once: true });
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      const text = chunk.toString();
      output = (output + text).slice(-200_000);
      if (onLine) for (const line of text.split(/[\r\n]+/)) if (line.trim()) onLine(line);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => reject(new CommandFailed(command, null, error.message)));
    child.on('close', (code) => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', end);
      if (signal?.aborted) reject(signal.reason);
      else if (code === 0) resolve(output);
      else reject(new CommandFailed([command, ...args].join(' '), code, tail(output, 40)));
    });
  });
}

/**
 * Ends a process together with everything in its group; one that is gone already is no error.
 *
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
export function killGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/**
 * Asks for the property, not for the class: errors of the system are of another `Error` than the
 * one test programs see.
 *
 * @param {unknown} error
 * @returns {string | number | undefined} the system's code of an error, such as ENOENT, or the
 *   database's
 */
export function codeOf(error) {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}

/**
 * @param {string} text
 * @param {number} lines
 */
export function tail(text, lines) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
