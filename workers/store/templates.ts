import type { LetterKind } from '../../processes/escalation/means.ts';
import type { Attachment } from './complaints.ts';
import type { Store } from './connect.ts';
import { isDuplicateKey } from './users.ts';

/** One version of a template; versions never change, so that a letter can name the one it was made from. */
export interface TemplateRow {
  /** `<kind>@<version>` */
  readonly _id: string;
  readonly kind: LetterKind;
  readonly version: number;
  readonly file: Attachment;
  readonly placeholders: readonly string[];
  readonly uploadedAt: Date;
  /** Null for what was shipped. */
  readonly uploadedBy: string | null;
}

export interface TemplateStore {
  /** The version in use; null before the first. */
  readonly current: (kind: LetterKind) => Promise<TemplateRow | null>;
  readonly find: (templateId: string) => Promise<TemplateRow | null>;
  /** The newest first. */
  readonly versions: (kind: LetterKind) => Promise<TemplateRow[]>;
  /** Puts a version in use; false when that version is there already. */
  readonly publish: (row: Omit<TemplateRow, '_id'>) => Promise<boolean>;
}

/** The templates of the letters, every version of each. */
export function createTemplateStore(store: Store): TemplateStore {
  const rows = store.rows<TemplateRow>('templates');
  const newestFirst = { version: -1 } as const;
  return {
    current: (kind) => rows.find({ kind }).sort(newestFirst).limit(1).next(),
    find: (templateId) => rows.findOne({ _id: templateId }),
    versions: (kind) => rows.find({ kind }).sort(newestFirst).toArray(),
    publish: async (row) => {
      try {
        await rows.insertOne({ _id: `${row.kind}@${row.version}`, ...row });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
