import type { Store } from '../store/connect.ts';
import type { Stores } from '../store/stores.ts';

/** What the invariants are checked against: the databases, the record stream, the files beside them. */
export interface Evidence {
  readonly store: Store;
  readonly stores: Stores;
  readonly dataDir: string;
  readonly now: Date;
  /** Numbers of complaints that senders hold a receipt for, by a load generator's own account; null when there is none. */
  readonly receipts: readonly string[] | null;
}

/** What one invariant found. `seen` counts what was looked at: a check that saw nothing proves nothing. */
export interface Finding {
  readonly seen: number;
  readonly violations: readonly string[];
}

/** One invariant of the house. */
export interface Check {
  readonly id: string;
  readonly claim: string;
  readonly run: (evidence: Evidence) => Promise<Finding>;
}

/** Collects violations; keeps the first hundred, counts all. */
export function openFinding() {
  const violations: string[] = [];
  let seen = 0;
  let more = 0;
  return {
    saw: () => {
      seen += 1;
    },
    /** Null says that it holds. */
    violated: (sentence: string | null) => {
      if (sentence === null) return;
      if (violations.length < 100) violations.push(sentence);
      else more += 1;
    },
    close: (): Finding => ({
      seen,
      violations: more === 0 ? violations : [...violations, `and ${more} more`],
    }),
  };
}
