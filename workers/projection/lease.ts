import type { PositionStore } from '../store/positions.ts';

/** The right to project, while it is held. */
export interface Lease {
  readonly epoch: number;
  readonly isHeld: () => boolean;
  /** Renews it no more; gives it back at once when told to, else it runs out. */
  readonly end: (giveBack: boolean) => Promise<void>;
}

/**
 * Takes the lease and keeps renewing it.
 *
 * @param forMs how long it stays taken when its holder falls silent
 * @param onLost called when another process has taken it
 * @returns null when another process holds it
 */
export async function holdLease(
  positions: Pick<PositionStore, 'takeLease' | 'renewLease' | 'releaseLease'>,
  owner: string,
  forMs: number,
  onLost: () => void,
): Promise<Lease | null> {
  const epoch = await positions.takeLease(owner, forMs);
  if (epoch === null) return null;
  let isHeld = true;
  const renewal = setInterval(() => {
    positions.renewLease(owner, epoch, forMs).then(
      (renewed) => {
        if (!renewed && isHeld) {
          isHeld = false;
          onLost();
        }
      },
      // The database is away: whoever projects meets the same error, and the lease runs out.
      () => undefined,
    );
  }, forMs / 3);
  return {
    epoch,
    isHeld: () => isHeld,
    end: async (giveBack) => {
      clearInterval(renewal);
      if (giveBack) await positions.releaseLease(owner, epoch).catch(() => undefined);
    },
  };
}
