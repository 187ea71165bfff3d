// Waiting for a part to become ready.
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('./part.mjs').Part} Part */

/**
 * Waits until the check answers true; ends early when the part ends.
 *
 * @param {Part} part
 * @param {() => Promise<boolean>} isReady
 * @param {{ limitMs: number, signal?: AbortSignal | undefined, everyMs?: number }} options
 * @throws {Error} with the part's last words when it ends or the limit passes
 */
export async function untilReady(part, isReady, options) {
  const until = Date.now() + options.limitMs;
  while (!(await isReady().catch(() => false))) {
    options.signal?.throwIfAborted();
    if (!part.isRunning()) {
      const how = await part.ended;
      throw new Error(`${part.name} ended (${how}); log: ${part.logFile}\n${lastLines(part)}`);
    }
    if (Date.now() > until) {
      const seconds = Math.round(options.limitMs / 1000);
      throw new Error(
        `${part.name} was not ready after ${seconds} s; log: ${part.logFile}\n${lastLines(part)}`,
      );
    }
    await pause(options.everyMs ?? 100);
  }
}

/** @param {Part} part */
function lastLines(part) {
  return part.lastWords().split('\n').slice(-8).join('\n');
}

/**
 * @param {string} url
 * @param {number} [limitMs]
 * @returns {Promise<boolean>} whether it answers with a 2xx
 */
export async function answersOk(url, limitMs = 2_000) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(limitMs) });
  await answer.arrayBuffer();
  return answer.ok;
}
