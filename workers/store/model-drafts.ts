import type { Digest } from '../../processes/complaint/chain.ts';
import { type DraftComment, filesOfDraft, type ModelDraft } from '../../processes/models/draft.ts';
import { manifestOf, type NamedFile, type SetFile } from '../../processes/models/file.ts';
import { Refusal } from '../../processes/refusal.ts';
import { Conflict } from '../platform/errors.ts';
import type { Store, Tx } from './connect.ts';
import type { ModelFileStore } from './model-files.ts';
import type { ModelSetStore } from './model-sets.ts';

type DraftRow = Omit<ModelDraft, 'id'> & { readonly _id: string };

/** A text that somebody saved, or wanted to save, in a draft; never removed. */
export interface FileVersion {
  readonly _id: string;
  readonly draftId: string;
  readonly name: string;
  /** Null: the file was removed. */
  readonly digest: string | null;
  /** The revision of the file it became, or, when it was refused, the one it was written on. */
  readonly revision: number;
  readonly by: string;
  readonly at: Date;
  /** Code of the refusal; null when it was taken. */
  readonly refused: string | null;
}

/** What begins a draft. */
export type NewDraft = Pick<
  ModelDraft,
  'id' | 'name' | 'description' | 'base' | 'files' | 'createdBy' | 'createdAt' | 'hands'
>;

/** What one change does to a draft, and what is noted of it. */
export interface DraftChange {
  readonly fields: Partial<Omit<ModelDraft, 'id' | 'revision' | 'comments' | 'editors'>>;
  readonly versions?: readonly FileVersion[];
}

export interface ModelDraftStore {
  readonly open: (draft: NewDraft, versions: readonly FileVersion[]) => Promise<ModelDraft>;
  readonly find: (draftId: string) => Promise<ModelDraft | null>;
  /** Newest change first; closed ones are published or discarded. */
  readonly list: (which: {
    readonly closed: boolean;
    readonly limit: number;
  }) => Promise<ModelDraft[]>;
  /** The files of a draft: those of its base with its changes applied, by name. */
  readonly files: (draft: Pick<ModelDraft, 'base' | 'files'>) => Promise<SetFile[]>;
  /**
   * The files of a draft with their texts, by name.
   *
   * @throws Refusal `MODEL_DRAFT_UNKNOWN`
   */
  readonly contents: (draftId: string) => Promise<readonly NamedFile[]>;
  /** Digest over all files of a draft: what an approval and a run of scenarios name. */
  readonly filesDigest: (draft: Pick<ModelDraft, 'base' | 'files'>) => Promise<string>;
  /**
   * Changes a draft as it is, one change after the other; null from `work` leaves it as it is.
   *
   * @throws Refusal `MODEL_DRAFT_UNKNOWN` and what `work` throws
   */
  readonly change: (
    draftId: string,
    at: Date,
    work: (draft: ModelDraft, tx: Tx) => Promise<DraftChange | null> | DraftChange | null,
    within?: Tx,
  ) => Promise<ModelDraft>;
  readonly comment: (draftId: string, comment: DraftComment) => Promise<void>;
  /** Notes that somebody has a file open. */
  readonly seen: (draftId: string, userId: string, file: string, at: Date) => Promise<void>;
  readonly noteVersion: (version: FileVersion) => Promise<void>;
  /** Texts saved under a name in a draft, the newest first; refused ones of `userId` only. */
  readonly versions: (draftId: string, name: string, userId: string) => Promise<FileVersion[]>;
  readonly version: (versionId: string) => Promise<FileVersion | null>;
}

const closed = ['published', 'discarded'] as const;
const presenceMs = 60_000;

function toDraft({ _id, ...rest }: DraftRow): ModelDraft {
  return { id: _id, ...rest };
}

interface DraftDeps {
  readonly sets: Pick<ModelSetStore, 'find'>;
  readonly texts: Pick<ModelFileStore, 'contents'>;
  readonly digest: Digest;
}

/** Drafts of sets: nothing runs on them, and nothing that was saved in one is ever lost. */
export function createModelDraftStore(
  store: Store,
  { sets, texts, digest }: DraftDeps,
): ModelDraftStore {
  const rows = store.rows<DraftRow>('model_drafts');
  const versions = store.rows<FileVersion>('model_file_versions');

  async function find(draftId: string): Promise<ModelDraft | null> {
    const row = await rows.findOne({ _id: draftId });
    return row === null ? null : toDraft(row);
  }

  async function files(draft: Pick<ModelDraft, 'base' | 'files'>): Promise<SetFile[]> {
    const base = draft.base === null ? null : await sets.find(draft.base);
    return filesOfDraft(base?.files ?? [], draft.files);
  }

  const noteAll = async (given: readonly FileVersion[], { session }: Tx) => {
    if (given.length > 0) await versions.insertMany([...given], { session });
  };

  async function changeWithin(
    tx: Tx,
    draftId: string,
    at: Date,
    work: Parameters<ModelDraftStore['change']>[2],
  ): Promise<ModelDraft> {
    const row = await rows.findOne({ _id: draftId }, { session: tx.session });
    if (row === null) throw new Refusal('MODEL_DRAFT_UNKNOWN');
    const change = await work(toDraft(row), tx);
    if (change === null) return toDraft(row);
    const next = { ...change.fields, updatedAt: at, revision: row.revision + 1 };
    const done = await rows.updateOne(
      { _id: draftId, revision: row.revision },
      { $set: next },
      { session: tx.session },
    );
    if (done.matchedCount === 0) throw new Conflict('the draft was changed meanwhile');
    await noteAll(change.versions ?? [], tx);
    return { ...toDraft(row), ...next };
  }

  return {
    find,
    files,
    open: (draft, given) =>
      store.transaction(async (tx) => {
        const { id, ...fields } = draft;
        const begun: DraftRow = {
          ...{ ...fields, _id: id, state: 'draft', revision: 1, updatedAt: draft.createdAt },
          ...{ comments: [], reviews: [], editors: [], publishing: null },
        };
        await rows.insertOne(begun, { session: tx.session });
        await noteAll(given, tx);
        return toDraft(begun);
      }),
    list: async ({ closed: isClosed, limit }) => {
      const state = isClosed ? { $in: [...closed] } : { $nin: [...closed] };
      return (
        await rows.find({ state }).sort({ updatedAt: -1, _id: 1 }).limit(limit).toArray()
      ).map(toDraft);
    },
    contents: async (draftId) => {
      const draft = await find(draftId);
      if (draft === null) throw new Refusal('MODEL_DRAFT_UNKNOWN');
      return texts.contents(await files(draft));
    },
    filesDigest: async (draft) => digest(manifestOf(await files(draft))),
    change: (draftId, at, work, within) =>
      within === undefined
        ? store.transaction((tx) => changeWithin(tx, draftId, at, work))
        : changeWithin(within, draftId, at, work),
    comment: async (draftId, comment) => {
      const done = await rows.updateOne({ _id: draftId }, { $push: { comments: comment } });
      if (done.matchedCount === 0) throw new Refusal('MODEL_DRAFT_UNKNOWN');
    },
    seen: async (draftId, userId, file, at) => {
      const since = new Date(at.getTime() - presenceMs);
      const others = {
        $filter: {
          input: '$editors',
          cond: {
            $and: [
              { $gt: ['$$this.seenAt', since] },
              { $or: [{ $ne: ['$$this.userId', userId] }, { $ne: ['$$this.file', file] }] },
            ],
          },
        },
      };
      const mine = [{ userId: { $literal: userId }, file: { $literal: file }, seenAt: at }];
      const done = await rows.updateOne({ _id: draftId }, [
        { $set: { editors: { $concatArrays: [others, mine] } } },
      ]);
      if (done.matchedCount === 0) throw new Refusal('MODEL_DRAFT_UNKNOWN');
    },
    noteVersion: async (version) => {
      await versions.insertOne(version);
    },
    versions: (draftId, name, userId) =>
      versions
        .find({ draftId, name, $or: [{ refused: null }, { by: userId }] })
        .sort({ at: -1, revision: -1 })
        .limit(500)
        .toArray(),
    version: (versionId) => versions.findOne({ _id: versionId }),
  };
}
