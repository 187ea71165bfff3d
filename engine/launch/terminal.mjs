// The launcher's few lines on the terminal: a step at a time, rewritten in place where possible.

/** @typedef {ReturnType<typeof openTerminal>} Terminal */

/**
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} [out]
 */
export function openTerminal(out = process.stdout) {
  let transient = false;
  /** @param {string} text */
  const line = (text) => {
    out.write(`${transient ? '\r\u001b[K' : ''}${text}\n`);
    transient = false;
  };
  /** @param {string} text */
  const progress = (text) => {
    // In a file or a pipe each state would be a line of its own: only the results are kept.
    if (!out.isTTY) return;
    out.write(`\r\u001b[K${text.slice(0, 100)}`);
    transient = true;
  };
  return {
    line,
    /**
     * Does one step, showing what it says meanwhile and how long it took.
     *
     * @template T
     * @param {string} name
     * @param {(say: (state: string) => void) => Promise<T>} work
     * @returns {Promise<T>}
     */
    step: async (name, work) => {
      const began = performance.now();
      let state = name;
      const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
      const tick = setInterval(() => progress(`… ${state} (${seconds()})`), 500);
      progress(`… ${name}`);
      try {
        const result = await work((said) => {
          if (said !== state && !out.isTTY && !/\d+ of \d+/.test(said)) line(`… ${said}`);
          state = said;
        });
        line(`✓ ${name} (${seconds()})`);
        return result;
      } finally {
        clearInterval(tick);
        if (transient) out.write('\r\u001b[K');
        transient = false;
      }
    },
  };
}
