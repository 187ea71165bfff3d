import type { CaseRow } from './cases.ts';
import type { Store } from './connect.ts';
import type { IncidentRow } from './incidents.ts';

/** The newest link of a case's log. */
export interface Head {
  readonly caseId: string;
  readonly version: number;
  readonly headHash: string;
}

export interface HeadStore {
  /** Heads of the cases and incidents that were acted on in the half-open period, in batches. */
  readonly movedBetween: (
    since: Date,
    until: Date,
    batchSize: number,
  ) => AsyncIterable<readonly Head[]>;
}

/** The heads of the action logs. */
export function createHeadStore(store: Store): HeadStore {
  const cases = store.rows<CaseRow>('cases');
  const incidents = store.rows<IncidentRow>('incidents');
  return {
    movedBetween: async function* (since, until, batchSize) {
      let batch: Head[] = [];
      const within = { updatedAt: { $gte: since, $lt: until } };
      const heads = { projection: { version: 1, headHash: 1 } };
      for (const moved of [cases.find(within, heads), incidents.find(within, heads)])
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
