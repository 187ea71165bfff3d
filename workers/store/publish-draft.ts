import { randomBytes } from 'node:crypto';
import { compareWithBase, type Hand, mustOwn } from '../../processes/models/draft.ts';
import { isForEngine, type NamedFile } from '../../processes/models/file.ts';
import { mustBePublishable } from '../../processes/models/review.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Store } from './connect.ts';
import type { ModelDraftStore } from './model-drafts.ts';
import type { ModelSet, ModelSetStore } from './model-sets.ts';

export interface PublishDeps {
  readonly store: Pick<Store, 'transaction'>;
  readonly modelDrafts: Pick<
    ModelDraftStore,
    'find' | 'files' | 'filesDigest' | 'contents' | 'change'
  >;
  readonly modelSets: Pick<ModelSetStore, 'inForce' | 'ask' | 'find'>;
  /** @throws RefusedSet with every place that is wrong */
  readonly mustBeSound: (files: readonly NamedFile[]) => Promise<void>;
}

/** A version of a whole set that nobody else makes: the moment and a few random letters. */
function newVersionTag(now: Date): string {
  const moment = now.toISOString().replace(/[-:]/g, '').slice(0, 13);
  return `set-${moment}-${randomBytes(3).toString('hex')}`;
}

/**
 * Asks the workers to put an approved draft in force. The draft stays as it is until the engine has shown the set from
 * every partition; several publications come one after the other.
 *
 * @returns the set that is on its way
 * @throws Refusal `MODEL_DRAFT_UNKNOWN`, `DRAFT_CLOSED`, `DRAFT_PUBLISHING`, `DRAFT_NOT_APPROVED`, `DRAFT_BASE_MOVED`,
 *   `DIAGRAM_OWNERS_ONLY`; RefusedSet
 */
export async function publishDraft(
  { store, modelDrafts, modelSets, mustBeSound }: PublishDeps,
  draftId: string,
  { at, ...hand }: Hand & { readonly at: Date },
): Promise<ModelSet> {
  const draft = await modelDrafts.find(draftId);
  if (draft === null) throw new Refusal('MODEL_DRAFT_UNKNOWN');
  const inForce = (await modelSets.inForce())?.tag ?? null;
  const filesDigest = await modelDrafts.filesDigest(draft);
  const { by: reviewedBy } = mustBePublishable(draft, filesDigest, inForce);
  const [files, base] = await Promise.all([
    modelDrafts.files(draft),
    draft.base === null ? null : modelSets.find(draft.base),
  ]);
  const compared = compareWithBase(base?.files ?? [], draft.files);
  mustOwn(
    hand,
    compared.flatMap(({ name, change }) => (change === 'same' ? [] : [name])),
  );
  await mustBeSound((await modelDrafts.contents(draftId)).filter(isForEngine));
  return store.transaction(async (tx) => {
    const tag = newVersionTag(at);
    await modelDrafts.change(
      draftId,
      at,
      async (now) => {
        mustBePublishable(now, await modelDrafts.filesDigest(now), inForce);
        return { fields: { publishing: tag } };
      },
      tx,
    );
    const { name, description } = draft;
    const made = { base: draft.base, draftId, publishedBy: hand.userId, reviewedBy };
    return modelSets.ask(tx, { tag, name, description, files, at, ...made });
  });
}
