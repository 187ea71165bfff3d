import type { ClockRecord } from '../../processes/clock/clock.ts';
import type { Store, Tx } from './connect.ts';

export type ClockRowOf<K extends string> = Omit<ClockRecord<K>, 'id'> & { readonly _id: string };

/** What every store of clocks does, whatever they are the deadlines of. */
export interface ClockRows<K extends string> {
  readonly find: (clockId: string, tx?: Tx) => Promise<ClockRecord<K> | null>;
  readonly ofCase: (caseId: string, tx?: Tx) => Promise<ClockRecord<K>[]>;
  /** Starts a clock; one that is there already is left alone. */
  readonly startOnce: (tx: Tx, clock: ClockRecord<K>) => Promise<void>;
  /** Writes a clock that was read at `version`; false when another writer was first. */
  readonly save: (tx: Tx, clock: ClockRecord<K>, version: number) => Promise<boolean>;
  /** Claims the clock for the instance that runs it; null when another instance has it, or there is no such clock. */
  readonly claim: (clockId: string, instanceKey: string) => Promise<ClockRecord<K> | null>;
  /** Lets a clock be run by another instance, because the one that ran it has ended; false when it is held by another. */
  readonly release: (tx: Tx, clockId: string, instanceKey: string) => Promise<boolean>;
  /** The clocks that these instances hold, by instance key. */
  readonly heldBy: (
    instanceKeys: readonly string[],
  ) => Promise<ReadonlyMap<string, ClockRecord<K>>>;
  readonly running: () => AsyncIterable<ClockRecord<K>>;
}

/** A clock as it is kept, under its usual name. */
export function toClock<K extends string>({ _id, ...rest }: ClockRowOf<K>): ClockRecord<K> {
  return { id: _id, ...rest };
}

/** The clocks of one collection. */
export function createClockRows<K extends string>(store: Store, collection: string): ClockRows<K> {
  const rows = store.rows<ClockRowOf<K>>(collection);
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
    release: async (tx, clockId, instanceKey) => {
      const done = await rows.updateOne(
        { _id: clockId, instanceKey },
        { $set: { instanceKey: null } },
        { session: tx.session },
      );
      return done.matchedCount === 1;
    },
    heldBy: async (instanceKeys) => {
      const held = await rows.find({ instanceKey: { $in: [...instanceKeys] } }).toArray();
      return new Map(held.map((row) => [row.instanceKey ?? '', toClock(row)]));
    },
    running: async function* () {
      for await (const row of rows.find({ status: 'running' }).sort({ _id: 1 })) yield toClock(row);
    },
  };
}
