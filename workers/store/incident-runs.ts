import type { Store, Tx } from './connect.ts';

/** What runs beside an incident in a diagram of its own: a contact sheet, its monitoring. */
export interface IncidentRunRow {
  /** `<incident>:sheet-1`, `<incident>:monitoring`: the correlation key of its diagram. */
  readonly _id: string;
  /** The incident's. */
  readonly caseId: string;
  readonly beganAt: Date;
  readonly instanceKey: string | null;
}

export interface IncidentRunStore {
  readonly beginOnce: (tx: Tx, run: Omit<IncidentRunRow, 'instanceKey'>) => Promise<void>;
  /** Claims the run for an instance; null when another one has it, or there is none. */
  readonly claim: (runId: string, instanceKey: string) => Promise<IncidentRunRow | null>;
  /** The run that an instance carries out. */
  readonly ofInstance: (instanceKey: string, tx?: Tx) => Promise<IncidentRunRow | null>;
}

/** Which instance carries out what runs beside an incident. */
export function createIncidentRunStore(store: Store): IncidentRunStore {
  const rows = store.rows<IncidentRunRow>('incident_runs');
  return {
    beginOnce: async (tx, { _id, ...fields }) => {
      await rows.updateOne(
        { _id },
        { $setOnInsert: { ...fields, instanceKey: null } },
        { upsert: true, session: tx.session },
      );
    },
    claim: (runId, instanceKey) =>
      rows.findOneAndUpdate(
        { _id: runId, instanceKey: { $in: [null, instanceKey] } },
        { $set: { instanceKey } },
        { returnDocument: 'after' },
      ),
    ofInstance: (instanceKey, tx) =>
      rows.findOne({ instanceKey }, tx === undefined ? {} : { session: tx.session }),
  };
}
