import type { ClockRecord } from '../../processes/clock/clock.ts';
import type { Store, Tx } from './connect.ts';

export type ClockRow = Omit<ClockRecord, 'id'> & { readonly _id: string };

export interface ClockStore {
  readonly find: (clockId: string, tx?: Tx) => Promise<ClockRecord | null>;
  readonly ofCase: (caseId: string, tx?: Tx) => Promise<ClockRecord[]>;
  /** Starts a clock; one that is there already is left alone. */
  readonly startOnce: (tx: Tx, clock: ClockRecord) => Promise<void>;
  /** Writes a clock that was read at `version`; false when another writer was first. */
  readonly save: (tx: Tx, clock: ClockRecord, version: number) => Promise<boolean>;
  /** Claims the clock for the instance that runs it; null when another instance has it, or there is no such clock. */
  readonly claim: (clockId: string, instanceKey: string) => Promise<ClockRecord | null>;
  readonly running: () => AsyncIterable<ClockRecord>;
}

function toClock({ _id, ...rest }: ClockRow): ClockRecord {
  return { id: _id, ...rest };
}

/** The clocks: facts, computed dates and verdicts. */
export function createClockStore(store: Store): ClockStore {
  const rows = store.rows<ClockRow>('clocks');
  const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    find: async (clockId, tx) => {
      const row = await rows.findOne({ _id: clockId }, within(tx));
      return row === null ? null : toClock(row);
    },
    ofCase: async (caseId, tx) =>
      (await rows.find({ caseId }, within(tx)).sort({ _id: 1 }).toArray()).map(toClock),
    startOnce: async (tx, { id, ...fields }) => {
      await rows.updateOne(
        { _id: id },
        { $setOnInsert: fields },
        { upsert: true, session: tx.session },
      );
    },
    // The claim is another writer's: an instance may take the clock while it is being saved.
    save: async (tx, { id, instanceKey: _claimed, ...fields }, version) => {
      const done = await rows.updateOne(
        { _id: id, version },
        { $set: { ...fields, version: version + 1 } },
        { session: tx.session },
      );
      return done.matchedCount === 1;
    },
    claim: async (clockId, instanceKey) => {
      const row = await rows.findOneAndUpdate(
        { _id: clockId, instanceKey: { $in: [null, instanceKey] } },
        { $set: { instanceKey } },
        { returnDocument: 'after' },
      );
      return row === null ? null : toClock(row);
    },
    running: async function* () {
      for await (const row of rows.find({ status: 'running' }).sort({ _id: 1 })) yield toClock(row);
    },
  };
}
