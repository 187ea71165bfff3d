import type { ClockKind } from '../../processes/clock/clock-kinds.ts';
import type { Unit } from '../../processes/clock/span.ts';
import type { Actor } from '../../processes/complaint/case.ts';
import type { Store, Tx } from './connect.ts';
import { isDuplicateKey } from './users.ts';

/** A unit's request for more time for one clock, and what became of it. Its reasons are entries of the case. */
export interface ExtensionRequestRow {
  /** `<clock>:extension-<n>`. */
  readonly _id: string;
  readonly caseId: string;
  readonly clockId: string;
  readonly kind: ClockKind;
  readonly regimeId: string;
  /** In the clock's own unit. */
  readonly amount: number;
  readonly unit: Unit;
  readonly askedBy: Actor;
  readonly askedAt: Date;
  /** Why, as asked; it goes with the extension onto the proof sheet. */
  readonly reason: string;
  readonly paper: string;
  readonly state: 'asked' | 'granted' | 'declined' | 'lapsed';
  readonly decidedBy: Actor | null;
  readonly decidedAt: Date | null;
  /** The paper of the decision, where there is one. */
  readonly decidedPaper: string | null;
  readonly outcome: 'declined' | 'beyond-limit' | 'lapsed' | null;
  readonly instanceKey: string | null;
}

export interface ExtensionRequestStore {
  readonly find: (requestId: string, tx?: Tx) => Promise<ExtensionRequestRow | null>;
  /** Requests for one clock, the oldest first. */
  readonly ofClock: (clockId: string, tx?: Tx) => Promise<ExtensionRequestRow[]>;
  readonly ofCase: (caseId: string) => Promise<ExtensionRequestRow[]>;
  /** The request that an instance decides on. */
  readonly ofInstance: (instanceKey: string, tx?: Tx) => Promise<ExtensionRequestRow | null>;
  /** Puts a request on record; false when another one was first. */
  readonly ask: (tx: Tx, row: ExtensionRequestRow) => Promise<boolean>;
  /** Claims the request for the instance that runs it; null when another instance has it, or there is none. */
  readonly claim: (requestId: string, instanceKey: string) => Promise<ExtensionRequestRow | null>;
  /** Changes a request that is still open; false when it is not. */
  readonly change: (
    tx: Tx,
    requestId: string,
    change: Partial<Omit<ExtensionRequestRow, '_id'>>,
  ) => Promise<boolean>;
  /** Lets the request for a clock that is still open lapse; null when none is. */
  readonly lapse: (tx: Tx, clockId: string) => Promise<ExtensionRequestRow | null>;
}

/** The requests for more time. */
export function createExtensionRequestStore(store: Store): ExtensionRequestStore {
  const rows = store.rows<ExtensionRequestRow>('extension_requests');
  const within = (tx?: Tx) => (tx === undefined ? {} : { session: tx.session });
  return {
    find: (requestId, tx) => rows.findOne({ _id: requestId }, within(tx)),
    ofClock: (clockId, tx) =>
      rows.find({ clockId }, within(tx)).sort({ askedAt: 1, _id: 1 }).toArray(),
    ofCase: (caseId) => rows.find({ caseId }).sort({ askedAt: 1, _id: 1 }).toArray(),
    ofInstance: (instanceKey, tx) => rows.findOne({ instanceKey }, within(tx)),
    ask: async (tx, row) => {
      try {
        await rows.insertOne(row, { session: tx.session });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    claim: (requestId, instanceKey) =>
      rows.findOneAndUpdate(
        { _id: requestId, instanceKey: { $in: [null, instanceKey] } },
        { $set: { instanceKey } },
        { returnDocument: 'after' },
      ),
    change: async (tx, requestId, change) => {
      const done = await rows.updateOne(
        { _id: requestId, state: 'asked' },
        { $set: change },
        { session: tx.session },
      );
      return done.matchedCount === 1;
    },
    lapse: (tx, clockId) =>
      rows.findOneAndUpdate(
        { clockId, state: 'asked' },
        { $set: { state: 'lapsed', outcome: 'lapsed' } },
        { session: tx.session, returnDocument: 'after' },
      ),
  };
}
