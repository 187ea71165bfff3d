import type { FeedFaultCode } from '../../processes/sources/fault.ts';
import type { Store } from './connect.ts';
import { nullWhenThere } from './users.ts';

/** How looking at a source goes. */
export interface SourceStateRow {
  /** The code of the source. */
  readonly _id: string;
  /** Digest of the address and the words it was asked with. */
  readonly asked: string;
  /** What the other side knows its last answer by. */
  readonly etag: string | null;
  readonly modified: string | null;
  readonly lookedAt: Date | null;
  /** When it could be read last. */
  readonly okAt: Date | null;
  readonly fault: FeedFaultCode | null;
  readonly faultStatus: number | null;
  /** Entries of the last answer, and how many of them the words named. */
  readonly read: number;
  readonly wanted: number;
  /** By the database's clock: since when it is in somebody's hands. */
  readonly heldAt: Date | null;
  readonly holder: string | null;
}

/** A source that may be due, and who would look. */
export interface Look {
  readonly asked: string;
  readonly everyMs: number;
  readonly at: Date;
  readonly holder: string;
  /** After how long the look of a process that fell silent is given to another. */
  readonly patienceMs: number;
}

/** What a look came to. */
export type Looked = Partial<
  Pick<SourceStateRow, 'etag' | 'modified' | 'okAt' | 'fault' | 'faultStatus' | 'read' | 'wanted'>
> &
  Pick<SourceStateRow, 'lookedAt'>;

export interface SourceStateStore {
  readonly list: () => Promise<SourceStateRow[]>;
  /** Null when it is not due, or somebody else looks at it. */
  readonly claim: (sourceId: string, look: Look) => Promise<SourceStateRow | null>;
  /** Notes how it went, if it is still in this holder's hands. */
  readonly done: (sourceId: string, holder: string, looked: Looked) => Promise<void>;
  /** Forgets the sources that are in no list any more. */
  readonly keepOnly: (sourceIds: readonly string[]) => Promise<void>;
}

const first: Omit<SourceStateRow, '_id'> = {
  ...{ asked: '', etag: null, modified: null, lookedAt: null, okAt: null },
  ...{ fault: null, faultStatus: null, read: 0, wanted: 0, heldAt: null, holder: null },
};

/** How looking at each source goes, and who looks. */
export function createSourceStateStore(store: Store): SourceStateStore {
  const rows = store.rows<SourceStateRow>('source_states');
  return {
    list: () => rows.find({}).toArray(),
    claim: async (sourceId, { asked, everyMs, at, holder, patienceMs }) => {
      await rows
        .updateOne({ _id: sourceId }, { $setOnInsert: first }, { upsert: true })
        .catch(nullWhenThere);
      const isDue = [
        { lookedAt: null },
        { lookedAt: { $lte: new Date(at.getTime() - everyMs) } },
        { asked: { $ne: asked } },
      ];
      // By the database's clock: those of two hosts can be an hour apart.
      const isFree = {
        $lt: [{ $ifNull: ['$heldAt', new Date(0)] }, { $subtract: ['$$NOW', patienceMs] }],
      };
      // Asked with other words, an answer that has not changed has to be read all the same.
      const ifSame = (name: string) => ({ $cond: [{ $eq: ['$asked', asked] }, `$${name}`, null] });
      const taken = {
        ...{ heldAt: '$$NOW', holder, asked },
        ...{ etag: ifSame('etag'), modified: ifSame('modified'), lookedAt: ifSame('lookedAt') },
      };
      return rows.findOneAndUpdate(
        { _id: sourceId, $or: isDue, $expr: isFree },
        [{ $set: taken }],
        { returnDocument: 'after' },
      );
    },
    done: async (sourceId, holder, looked) => {
      await rows.updateOne(
        { _id: sourceId, holder },
        { $set: { ...looked, heldAt: null, holder: null } },
      );
    },
    keepOnly: async (sourceIds) => {
      await rows.deleteMany({ _id: { $nin: [...sourceIds] } });
    },
  };
}
