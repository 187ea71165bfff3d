import {
  byName,
  knownKindOf,
  type ModelKind,
  type NamedFile,
  type SetFile,
} from '../../processes/models/file.ts';
import { sha256 } from '../platform/digest.ts';
import type { Store } from './connect.ts';

/** The text of a diagram, decision, form or scenario; never changed, never removed. */
interface ModelFileRow {
  /** SHA-256 of the text. */
  readonly _id: string;
  readonly kind: ModelKind;
  readonly content: string;
  readonly at: Date;
}

export interface ModelFileStore {
  /**
   * Keeps texts and gives their digests. Written before what refers to them: a text nobody refers to harms nobody.
   *
   * @throws Refusal `MODEL_FILE_NAME`
   */
  readonly keep: (files: readonly NamedFile[], at: Date) => Promise<SetFile[]>;
  /** The text behind a digest; null when there is none. */
  readonly read: (digest: string) => Promise<string | null>;
  /**
   * The texts of these files, by name.
   *
   * @throws Error when one is missing: nothing here is ever removed
   */
  readonly contents: (files: readonly SetFile[]) => Promise<NamedFile[]>;
}

/** The texts of all models there ever were, by digest. */
export function createModelFileStore(store: Store): ModelFileStore {
  const rows = store.rows<ModelFileRow>('model_files');
  return {
    keep: async (files, at) => {
      const kept = files.map(({ name, content }) => ({
        ...{ name, content },
        ...{ digest: sha256(content), kind: knownKindOf(name) },
      }));
      if (kept.length > 0) {
        await rows.bulkWrite(
          kept.map(({ digest, content, kind }) => ({
            updateOne: {
              filter: { _id: digest },
              update: { $setOnInsert: { kind, content, at } },
              upsert: true,
            },
          })),
        );
      }
      return kept.map(({ name, digest }) => ({ name, digest }));
    },
    read: async (digest) => (await rows.findOne({ _id: digest }))?.content ?? null,
    contents: async (files) => {
      const digests = [...new Set(files.map(({ digest }) => digest))];
      const found = await rows.find({ _id: { $in: digests } }).toArray();
      const texts = new Map(found.map(({ _id, content }) => [_id, content]));
      return byName(files).map(({ name, digest }) => {
        const content = texts.get(digest);
        if (content === undefined) throw new Error(`the text of «${name}» is gone: ${digest}`);
        return { name, content };
      });
    },
  };
}
