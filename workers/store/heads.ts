import type { CaseRow } from './cases.ts';
import type { Store } from './connect.ts';

/** The newest link of a case's log. */
export interface Head {
  readonly caseId: string;
  readonly version: number;
  readonly headHash: string;
}

export interface HeadStore {
  /** Heads of the cases that were acted on in the half-open period, in batches. */
  readonly movedBetween: (
    since: Date,
    until: Date,
    batchSize: number,
  ) => AsyncIterable<readonly Head[]>;
}

/** The heads of the action logs. */
export function createHeadStore(store: Store): HeadStore {
  const cases = store.rows<CaseRow>('cases');
  return {
    movedBetween: async function* (since, until, batchSize) {
      let batch: Head[] = [];
      const moved = cases.find(
        { updatedAt: { $gte: since, $lt: until } },
        { projection: { version: 1, headHash: 1 } },
      );
      for await (const { _id: caseId, version, headHash } of moved) {
        batch.push({ caseId, version, headHash });
        if (batch.length < batchSize) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
  };
}
