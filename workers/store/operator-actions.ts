import type { Store } from './connect.ts';

/** What an operator may do to running instances. */
export const operatorDeeds = [
  'correct-variable',
  'retry',
  'retry-told',
  'cancel',
  'move-token',
  'migrate',
] as const;
export type OperatorDeed = (typeof operatorDeeds)[number];

/** One thing an operator did. What was done never changes; what came of it is added once. */
export interface OperatorActionRow {
  readonly _id: string;
  readonly at: Date;
  readonly by: string;
  readonly deed: OperatorDeed;
  readonly instanceKey: string | null;
  readonly caseId: string | null;
  readonly reason: string;
  /** Element, variable or run it was about; ids, dates and numbers only. */
  readonly about: Readonly<Record<string, string | number | boolean | null>>;
  /** Null while the engine has not answered: whether it was carried out the record stream tells. */
  readonly outcome: 'done' | 'gone' | 'refused' | null;
}

export interface OperatorActionStore {
  /** Noted before the engine is told, so that nothing is done unseen. */
  readonly note: (action: Omit<OperatorActionRow, 'outcome'>) => Promise<void>;
  readonly conclude: (
    id: string,
    outcome: NonNullable<OperatorActionRow['outcome']>,
  ) => Promise<void>;
  /** Newest first. */
  readonly ofInstance: (instanceKey: string) => Promise<OperatorActionRow[]>;
  readonly newest: (limit: number) => Promise<OperatorActionRow[]>;
}

/** The log of what operators did: rows are added, never changed or removed. */
export function createOperatorActionStore(store: Store): OperatorActionStore {
  const rows = store.rows<OperatorActionRow>('operator_actions');
  return {
    note: async (action) => {
      await rows.insertOne({ ...action, outcome: null });
    },
    conclude: async (id, outcome) => {
      await rows.updateOne({ _id: id, outcome: null }, { $set: { outcome } });
    },
    ofInstance: (instanceKey) => rows.find({ instanceKey }).sort({ at: -1, _id: -1 }).toArray(),
    newest: (limit) => rows.find({}).sort({ at: -1, _id: -1 }).limit(limit).toArray(),
  };
}
