import type { LetterKind } from '../../processes/escalation/means.ts';
import type { Attachment } from './complaints.ts';
import type { Store, Tx } from './connect.ts';

/** A numbered paper of a ladder, as it was sent. */
export interface LetterRow {
  /** `<clock>:<rung>:<kind>`: made twice, it is the same letter. */
  readonly _id: string;
  readonly kind: LetterKind;
  readonly caseId: string;
  readonly clockId: string;
  readonly rung: number;
  readonly unitId: string | null;
  readonly year: number;
  readonly serial: number;
  /** `督办函〔2026〕7号` */
  readonly number: string;
  /** `<kind>@<version>` of the template it was made from. */
  readonly templateId: string;
  readonly file: Attachment;
  readonly issuedAt: Date;
  readonly receivedAt: Date | null;
  readonly receivedBy: string | null;
}

interface CounterRow {
  readonly _id: string;
  readonly next: number;
}

export interface LetterStore {
  readonly find: (letterId: string, tx?: Tx) => Promise<LetterRow | null>;
  readonly ofCase: (caseId: string) => Promise<LetterRow[]>;
  /** The next number of a series; given back when the transaction is, so that no number is ever missing. */
  readonly takeSerial: (tx: Tx, kind: LetterKind, year: number) => Promise<number>;
  readonly put: (tx: Tx, row: LetterRow) => Promise<void>;
  /** The unit has the papers of a kind that a ladder sent; a receipt given before stays. */
  readonly receive: (
    tx: Tx,
    which: Pick<LetterRow, 'clockId' | 'kind'>,
    receipt: { readonly at: Date; readonly by: string | null },
  ) => Promise<void>;
}

/** The papers of the ladders: numbered by kind and year without gaps, which a case number need not be. */
export function createLetterStore(store: Store): LetterStore {
  const rows = store.rows<LetterRow>('letters');
  const counters = store.rows<CounterRow>('counters');
  return {
    find: (letterId, tx) =>
      rows.findOne({ _id: letterId }, tx === undefined ? {} : { session: tx.session }),
    ofCase: (caseId) => rows.find({ caseId }).sort({ issuedAt: 1, _id: 1 }).toArray(),
    takeSerial: async (tx, kind, year) => {
      const row = await counters.findOneAndUpdate(
        { _id: `letter:${kind}:${year}` },
        { $inc: { next: 1 } },
        { upsert: true, returnDocument: 'after', session: tx.session },
      );
      return row?.next ?? 1;
    },
    put: async (tx, row) => {
      await rows.insertOne(row, { session: tx.session });
    },
    receive: async (tx, { clockId, kind }, { at, by }) => {
      await rows.updateMany(
        { clockId, kind, receivedAt: null },
        { $set: { receivedAt: at, receivedBy: by } },
        { session: tx.session },
      );
    },
  };
}
