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

/** What stalls have in common. */
export interface StallCause {
  readonly errorType: string;
  readonly processId: string;
  readonly elementId: string;
}

export interface CountedCause extends StallCause {
  /** A version of the diagram with this place. */
  readonly definitionKey: string;
  readonly count: number;
  readonly firstAt: Date;
  /** Of the newest. */
  readonly message: string;
}

export interface StallStore {
  /** Open stalls by cause, the most frequent first. */
  readonly causes: () => Promise<CountedCause[]>;
  readonly ofCause: (cause: StallCause, limit: number) => Promise<StallRow[]>;
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
  const withInstance = [
    { $lookup: { from: 'instances', localField: 'instanceKey', foreignField: '_id', as: 'of' } },
    { $set: { of: { $first: '$of' } } },
  ];
  return {
    causes: async () => {
      const found = await stalls
        .aggregate<Omit<CountedCause, keyof StallCause> & { _id: StallCause }>([
          { $match: { resolvedAt: null } },
          { $sort: { createdAt: 1 } },
          ...withInstance,
          {
            $group: {
              _id: {
                errorType: '$errorType',
                processId: { $ifNull: ['$of.bpmnProcessId', ''] },
                elementId: { $ifNull: ['$elementId', ''] },
              },
              definitionKey: { $last: { $ifNull: ['$of.processDefinitionKey', ''] } },
              count: { $sum: 1 },
              firstAt: { $min: '$createdAt' },
              message: { $last: '$message' },
            },
          },
          { $sort: { count: -1, firstAt: 1 } },
        ])
        .toArray();
      return found.map(({ _id, ...rest }) => ({ ..._id, ...rest }));
    },
    ofCause: ({ errorType, processId, elementId }, limit) =>
      stalls
        .aggregate<StallRow>([
          { $match: { resolvedAt: null, errorType, elementId } },
          ...withInstance,
          { $match: { 'of.bpmnProcessId': processId } },
          { $unset: 'of' },
          { $sort: { createdAt: 1 } },
          { $limit: limit },
        ])
        .toArray(),
    find: (stallKey) => stalls.findOne({ _id: stallKey }),
    open: (limit) =>
      stalls.find({ resolvedAt: null }).sort({ createdAt: -1 }).limit(limit).toArray(),
    ofInstance: (instanceKey) => stalls.find({ instanceKey }).sort({ createdAt: 1 }).toArray(),
    openOfCase: (caseId) => stalls.find({ caseId, resolvedAt: null }).toArray(),
    countOpen: () => stalls.countDocuments({ resolvedAt: null }),
  };
}
