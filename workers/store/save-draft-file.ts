import { randomUUID } from 'node:crypto';
import {
  type DraftFile,
  type Hand,
  type ModelDraft,
  mustBeWritable,
  mustOwn,
} from '../../processes/models/draft.ts';
import { knownKindOf, mostModelBytes, mostModelFiles } from '../../processes/models/file.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { DraftChange, FileVersion, ModelDraftStore } from './model-drafts.ts';
import type { ModelFileStore } from './model-files.ts';
import type { UserStore } from './users.ts';

export interface SaveDeps {
  readonly modelDrafts: Pick<ModelDraftStore, 'change' | 'files' | 'noteVersion'>;
  readonly modelFiles: Pick<ModelFileStore, 'keep'>;
  readonly users: Pick<UserStore, 'find'>;
}

/** A file as somebody wants to have it, written on the revision they read. */
export interface FileEdit {
  readonly draftId: string;
  readonly name: string;
  /** Null removes it. */
  readonly content: string | null;
  readonly revision: number;
}

export interface Saver extends Hand {
  readonly at: Date;
}

/** Who holds a file at which revision; a file that the draft has not touched is at 0. */
function heldOf(draft: ModelDraft, name: string): Pick<DraftFile, 'revision'> & Partial<DraftFile> {
  return draft.files.find((file) => file.name === name) ?? { revision: 0 };
}

async function mustBeFresh(
  { users }: SaveDeps,
  draft: ModelDraft,
  { name, revision }: FileEdit,
): Promise<void> {
  const held = heldOf(draft, name);
  if (held.revision === revision) return;
  const saver = held.savedBy === undefined ? null : await users.find(held.savedBy);
  throw new Refusal('DRAFT_FILE_MOVED', {
    file: name,
    by: saver?.name ?? held.savedBy ?? '—',
    at: (held.savedAt ?? draft.updatedAt).toISOString(),
    revision: held.revision,
  });
}

/** A draft with one file as it was just saved: an approval of other files is void. */
function withFile(draft: ModelDraft, file: DraftFile): DraftChange['fields'] {
  const others = draft.files.filter(({ name }) => name !== file.name);
  return {
    files: [...others, file],
    hands: [...new Set([...draft.hands, file.savedBy])],
    state: draft.state === 'approved' ? 'draft' : draft.state,
  };
}

/** Keeps what was refused, so that its author can open it again. */
async function keepRefused(
  { modelDrafts }: SaveDeps,
  edit: FileEdit,
  { at, userId }: Saver,
  { digest, code }: { readonly digest: string; readonly code: string },
): Promise<void> {
  const { draftId, name, revision } = edit;
  await modelDrafts.noteVersion({
    ...{ _id: randomUUID(), draftId, name, revision, digest, by: userId, at, refused: code },
  });
}

async function digestOf(deps: SaveDeps, edit: FileEdit, at: Date): Promise<string | null> {
  const { name, content } = edit;
  if (content === null) return null;
  if (Buffer.byteLength(content) > mostModelBytes) throw new Refusal('MODEL_FILE_TOO_LARGE');
  const [kept] = await deps.modelFiles.keep([{ name, content }], at);
  return kept?.digest ?? null;
}

/**
 * Saves or removes a file of a draft. Saving what is there already changes nothing; a text that is refused because the
 * draft went on meanwhile is kept for its author.
 *
 * @returns the revision of the file
 * @throws Refusal `MODEL_DRAFT_UNKNOWN`, `MODEL_FILE_NAME`, `MODEL_FILE_TOO_LARGE`, `DIAGRAM_OWNERS_ONLY`,
 *   `DRAFT_CLOSED`, `DRAFT_PUBLISHING`, `DRAFT_IN_REVIEW`, `DRAFT_FILE_MOVED`, `DRAFT_FULL`, `MODEL_FILE_UNKNOWN`
 */
export async function saveDraftFile(
  deps: SaveDeps,
  edit: FileEdit,
  saver: Saver,
): Promise<{ readonly revision: number }> {
  const { draftId, name } = edit;
  knownKindOf(name);
  mustOwn(saver, [name]);
  const { at, userId } = saver;
  const digest = await digestOf(deps, edit, at);

  async function apply(draft: ModelDraft): Promise<DraftChange | null> {
    const files = await deps.modelDrafts.files(draft);
    const there = files.find((file) => file.name === name)?.digest ?? null;
    if (digest === null && there === null) throw new Refusal('MODEL_FILE_UNKNOWN', { name });
    if (there === digest) return null;
    mustBeWritable(draft);
    await mustBeFresh(deps, draft, edit);
    if (there === null && files.length >= mostModelFiles)
      throw new Refusal('DRAFT_FULL', { most: mostModelFiles });
    const revision = heldOf(draft, name).revision + 1;
    const version: FileVersion = {
      ...{ _id: randomUUID(), draftId, name, digest, revision, by: userId, at, refused: null },
    };
    const file = { name, digest, revision, savedAt: at, savedBy: userId };
    return { fields: withFile(draft, file), versions: [version] };
  }

  try {
    const draft = await deps.modelDrafts.change(draftId, at, apply);
    return { revision: heldOf(draft, name).revision };
  } catch (error) {
    const isKept = error instanceof Refusal && error.code !== 'MODEL_DRAFT_UNKNOWN';
    if (isKept && digest !== null)
      await keepRefused(deps, edit, saver, { digest, code: error.code });
    throw error;
  }
}
