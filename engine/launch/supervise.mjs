// Keeps the parts running: one that ends unasked is started again, later each time.
import { setTimeout as pause } from 'node:timers/promises';

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;
/** A part that ran this long was healthy; its next end is a new trouble, not the old one. */
const healthyMs = 60_000;

/** @typedef {import('./part.mjs').Part} Part */

/**
 * @typedef {object} Supervised
 * @property {string} name
 * @property {(started: (part: Part) => void) => Promise<Part>} start resolves when it is ready;
 *   `started` is called as soon as there is a process that must be ended
 */

/**
 * @param {(sentence: string) => void} say
 * @param {{ pauseFor?: (ms: number, signal: AbortSignal) => Promise<unknown>, now?: () => number }} [time]
 */
export function openSupervisor(say, time = {}) {
  const pauseFor = time.pauseFor ?? ((ms, signal) => pause(ms, undefined, { signal }));
  const now = time.now ?? (() => performance.now());
  const ending = new AbortController();
  /** @type {Map<string, Part>} */
  const running = new Map();
  /** @type {Promise<void>[]} */
  const watches = [];

  /** @param {Supervised} supervised */
  const startOnce = (supervised) => supervised.start((part) => running.set(supervised.name, part));

  /**
   * @param {Supervised} supervised
   * @param {string} how it ended
   * @param {number} delay
   * @returns {Promise<Part | null>} null: it did not get ready, or the end was asked for
   */
  const revive = async (supervised, how, delay) => {
    say(`${supervised.name} ended (${how}); starting it again in ${delay / 1000} s`);
    await pauseFor(delay, ending.signal).catch(() => {});
    if (ending.signal.aborted) return null;
    try {
      const part = await startOnce(supervised);
      // The end was asked for while this part was coming up: nobody else knows of it.
      if (ending.signal.aborted) await part.stop();
      else say(`${supervised.name} is up again`);
      return part;
    } catch (error) {
      if (!ending.signal.aborted) say(error instanceof Error ? error.message : String(error));
      return null;
    }
  };

  /**
   * @param {Supervised} supervised
   * @param {Part} first
   */
  const watch = async (supervised, first) => {
    /** @type {Part | null} */
    let part = first;
    let delay = firstDelayMs / 2;
    for (;;) {
      const began = now();
      const how = part ? await part.ended : 'it did not get ready';
      if (ending.signal.aborted) return;
      delay = now() - began > healthyMs ? firstDelayMs : Math.min(delay * 2, longestDelayMs);
      part = await revive(supervised, how, delay);
    }
  };

  return {
    /**
     * @param {Supervised} supervised
     * @returns {Promise<Part>} once it is ready for the first time
     */
    keep: async (supervised) => {
      const part = await startOnce(supervised);
      watches.push(watch(supervised, part));
      return part;
    },
    /**
     * Ends all parts one after the other, the last ones named last.
     *
     * @param {readonly string[]} order
     */
    stop: async (order) => {
      ending.abort();
      for (const name of order) await running.get(name)?.stop();
      await Promise.all(watches);
    },
    /** Ends all at once, as a power cut would. */
    kill: async () => {
      ending.abort();
      await Promise.all([...running.values()].map((part) => part.kill()));
    },
  };
}
