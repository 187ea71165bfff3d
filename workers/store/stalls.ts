import type { Store } from './connect.ts';

/** An instance that cannot go on: an incident of the engine, or an instance the engine banned. */
export interface StallRow {
  /** Incident key, or `error:partition:position` for a banned instance, which has none. */
  readonly _id: string;
  readonly partition: number;
  readonly instanceKey: string | null;
  readonly elementId: string | null;
  readonly elementInstanceKey: string | null;
  readonly jobKey: string | null;
  /** The engine's error type; `BANNED` when it gave the instance up. */
  readonly errorType: string;
  readonly message: string;
  readonly createdAt: Date;
  readonly resolvedAt: Date | null;
  readonly caseId: string | null;
  readonly clockId: string | null;
  readonly position: number;
}

export interface StallStore {
  readonly find: (stallKey: string) => Promise<StallRow | null>;
  /** Stalls nobody has resolved, the newest first. */
  readonly open: (limit: number) => Promise<StallRow[]>;
  readonly ofInstance: (instanceKey: string) => Promise<StallRow[]>;
  readonly openOfCase: (caseId: string) => Promise<StallRow[]>;
  readonly countOpen: () => Promise<number>;
}

/** Stalls as the record stream tells them. */
export function createStallStore(store: Store): StallStore {
  const stalls = store.rows<StallRow>('stalls');
  return {
    find: (stallKey) => stalls.findOne({ _id: stallKey }),
    open: (limit) =>
      stalls.find({ resolvedAt: null }).sort({ createdAt: -1 }).limit(limit).toArray(),
    ofInstance: (instanceKey) => stalls.find({ instanceKey }).sort({ createdAt: 1 }).toArray(),
    openOfCase: (caseId) => stalls.find({ caseId, resolvedAt: null }).toArray(),
    countOpen: () => stalls.countDocuments({ resolvedAt: null }),
  };
}
