import type { Mark } from '../../processes/publication/sheet.ts';
import type { Store, Tx } from './connect.ts';
import { isDuplicateKey } from './users.ts';

/** A file that is published beside a reply; its bytes are in the attachment store. */
export interface PublicFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

export interface SheetFile extends PublicFile {
  readonly addedAt: Date;
  readonly addedBy: string | null;
  /** What looks personal in it may stay, by the word of whoever added it. */
  readonly lookedAt: boolean;
  /** What its metadata say. */
  readonly told: readonly { readonly field: string; readonly text: string }[];
}

/** What is decided on one item before it is published: places covered or kept, and files. Holds no text of it. */
export interface SheetRow {
  readonly _id: string;
  /** 0 while nothing is kept yet. */
  readonly version: number;
  /** Of the signed text the marks are about. */
  readonly signedDigest: string;
  readonly marks: readonly Mark[];
  readonly files: readonly SheetFile[];
  /** The check that let it pass: nothing is changed any more, but by a correction. */
  readonly closed: {
    readonly at: Date;
    readonly by: string | null;
    readonly digest: string;
  } | null;
}

export interface SheetStore {
  readonly find: (caseId: string, tx?: Tx) => Promise<SheetRow | null>;
  /** Keeps the next version; false when somebody else was faster. */
  readonly save: (row: SheetRow, tx?: Tx) => Promise<boolean>;
}

/** The sheets of what is to be published, one for each case. */
export function createSheetStore(store: Store): SheetStore {
  const rows = store.rows<SheetRow>('publications');
  return {
    find: (caseId, tx) =>
      rows.findOne({ _id: caseId }, tx === undefined ? {} : { session: tx.session }),
    save: async ({ _id, version, ...fields }, tx) => {
      const options = tx === undefined ? {} : { session: tx.session };
      if (version === 0) {
        try {
          await rows.insertOne({ _id, version: 1, ...fields }, options);
          return true;
        } catch (error) {
          // Inside a transaction this has ended it: whoever holds it begins again.
          if (tx === undefined && isDuplicateKey(error)) return false;
          throw error;
        }
      }
      const next = { $set: { ...fields, version: version + 1 } };
      return (await rows.updateOne({ _id, version }, next, options)).matchedCount === 1;
    },
  };
}
