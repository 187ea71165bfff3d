/** What became of one try: `busy` says that the other side asks for less at a time, `again` that it may be unreachable. */
export type Try = 'settled' | 'busy' | 'again';

/** How many rows may be told at a time. */
export interface Hands {
  readonly count: () => number;
  /** @param startedAt when the try began, by `performance.now()` */
  readonly note: (outcome: Try, startedAt: number) => void;
}

/**
 * Finds out how much the other side takes at a time, as the engine itself does: halved when it says that it is busy,
 * one more after each round that it took. Whatever was under way when it was halved does not halve it again.
 */
export function openHands(most: number): Hands {
  let allowed = most;
  let halvedAt = 0;
  return {
    count: () => Math.max(1, Math.floor(allowed)),
    note: (outcome, startedAt) => {
      if (outcome === 'settled') allowed = Math.min(most, allowed + 1 / allowed);
      if (outcome !== 'busy' || startedAt < halvedAt) return;
      halvedAt = performance.now();
      allowed = Math.max(1, allowed / 2);
    },
  };
}
