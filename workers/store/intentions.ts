import type { Store, Tx } from './connect.ts';

interface IntentionRow {
  /** Person and the name they gave what they want done. */
  readonly _id: string;
  readonly at: Date;
}

export interface IntentionStore {
  /** Notes what somebody wants done; false when it was noted before. */
  readonly noteOnce: (tx: Tx, name: string, at: Date) => Promise<boolean>;
}

/** What people asked to be done once, for a week: nobody sends a lost request again after that. */
export function createIntentionStore(store: Store): IntentionStore {
  const rows = store.rows<IntentionRow>('intentions');
  return {
    noteOnce: async (tx, name, at) => {
      const noted = { $setOnInsert: { at } };
      const options = { upsert: true, session: tx.session };
      return (await rows.updateOne({ _id: name }, noted, options)).upsertedCount === 1;
    },
  };
}

/** Who wants something done, and the name of that wish; null for one that is done each time it is sent. */
export interface Intention {
  readonly userId: string | null;
  readonly key: string | null;
  readonly at: Date;
}

/** Does what somebody wants in one transaction, once for each name: what is sent again after a lost answer is done already. */
export function doOnce(
  { store, intentions }: { readonly store: Store; readonly intentions: IntentionStore },
  { userId, key, at }: Intention,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  return store.transaction(async (tx) => {
    const isFirst = key === null || (await intentions.noteOnce(tx, `${userId}:${key}`, at));
    if (isFirst) await work(tx);
  });
}
