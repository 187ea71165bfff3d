import type { CallTurn } from '../../processes/duty-call/contract.ts';
import type { Reached } from '../../processes/duty-call/whom.ts';
import type { DutyRole } from '../../processes/rota/words.ts';
import type { Store, Tx } from './connect.ts';

/** One turn of a call: who was called, and until when they were waited for. */
export interface CallRound {
  readonly attempt: number;
  readonly whom: CallTurn['whom'];
  readonly reached: Reached;
  readonly at: Date;
  readonly until: Date;
}

/** Somebody on duty is called about an incident. */
export interface DutyCallRow {
  /** `<incident>:call-<role>`: the correlation key of its diagram. */
  readonly _id: string;
  /** The incident's. */
  readonly caseId: string;
  readonly number: string;
  readonly rotaId: string;
  readonly role: DutyRole;
  readonly at: Date;
  readonly instanceKey: string | null;
  readonly rounds: readonly CallRound[];
  readonly answered: { readonly at: Date; readonly userId: string | null } | null;
  /** When the rule called nobody else; an answer after that counts all the same. */
  readonly silentAt: Date | null;
}

export interface DutyCallStore {
  readonly beginOnce: (
    tx: Tx,
    call: Pick<DutyCallRow, '_id' | 'caseId' | 'number' | 'rotaId' | 'role' | 'at'>,
  ) => Promise<void>;
  readonly find: (callId: string, tx?: Tx) => Promise<DutyCallRow | null>;
  /** Claims the call for an instance; null when another one has it, or there is none. */
  readonly claim: (tx: Tx, callId: string, instanceKey: string) => Promise<DutyCallRow | null>;
  readonly round: (tx: Tx, callId: string, round: CallRound) => Promise<void>;
  readonly silent: (tx: Tx, callId: string, at: Date) => Promise<void>;
  /** False when somebody answered before. */
  readonly answer: (
    tx: Tx,
    callId: string,
    by: NonNullable<DutyCallRow['answered']>,
  ) => Promise<boolean>;
  /** The calls about an incident, the oldest first. */
  readonly ofIncident: (incidentId: string, tx?: Tx) => Promise<DutyCallRow[]>;
}

/** The calls of those on duty. */
export function createDutyCallStore(store: Store): DutyCallStore {
  const rows = store.rows<DutyCallRow>('duty_calls');
  const inside = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    beginOnce: async (tx, { _id, ...fields }) => {
      const begun = { ...fields, instanceKey: null, rounds: [], answered: null, silentAt: null };
      const options = { upsert: true, session: tx.session };
      await rows.updateOne({ _id }, { $setOnInsert: begun }, options);
    },
    find: (callId, tx) => rows.findOne({ _id: callId }, inside(tx)),
    claim: (tx, callId, instanceKey) =>
      rows.findOneAndUpdate(
        { _id: callId, instanceKey: { $in: [null, instanceKey] } },
        { $set: { instanceKey } },
        { returnDocument: 'after', session: tx.session },
      ),
    round: async (tx, callId, round) => {
      await rows.updateOne({ _id: callId }, { $push: { rounds: round } }, { session: tx.session });
    },
    silent: async (tx, callId, at) => {
      const still = { _id: callId, silentAt: null };
      await rows.updateOne(still, { $set: { silentAt: at } }, { session: tx.session });
    },
    answer: async (tx, callId, answered) => {
      const still = { _id: callId, answered: null };
      const done = await rows.updateOne(still, { $set: { answered } }, { session: tx.session });
      return done.modifiedCount === 1;
    },
    ofIncident: (caseId, tx) => rows.find({ caseId }, inside(tx)).sort({ at: 1, _id: 1 }).toArray(),
  };
}
