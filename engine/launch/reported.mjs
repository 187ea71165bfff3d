// A test run that has told its result but does not end, because a test left something open.
import { existsSync } from 'node:fs';

const lookEveryMs = 500;
const killAfterMs = 10_000;

/**
 * Sees to it that a test run ends: some time after its report is there, or when we are told to stop,
 * it is asked to end, and then made to.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} report the file that is written when all tests are done
 * @param {{ graceMs?: number, signal?: AbortSignal }} [options] `graceMs`: how long it may go on after its report
 * @returns {Promise<{ code: number | null, overstayed: boolean }>}
 */
export function endOf(child, report, { graceMs = 90_000, signal } = {}) {
  return new Promise((resolve) => {
    let overstayed = false;
    /** @type {NodeJS.Timeout[]} */
    const timers = [];
    const end = () => {
      child.kill('SIGTERM');
      timers.push(setTimeout(() => child.kill('SIGKILL'), killAfterMs));
    };
    const look = setInterval(() => {
      if (!existsSync(report)) return;
      clearInterval(look);
      timers.push(
        setTimeout(() => {
          overstayed = true;
          end();
        }, graceMs),
      );
    }, lookEveryMs);
    const done = (/** @type {number | null} */ code) => {
      clearInterval(look);
      for (const timer of timers) clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve({ code, overstayed });
    };
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
    child.once('error', () => done(1));
    child.once('close', done);
  });
}
