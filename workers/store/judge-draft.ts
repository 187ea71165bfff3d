import {
  compareWithBase,
  type DraftReview,
  type ModelDraft,
} from '../../processes/models/draft.ts';
import { mustBeReviewable, mustJudge } from '../../processes/models/review.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { ModelDraftStore } from './model-drafts.ts';
import type { ModelSetStore } from './model-sets.ts';

interface JudgeDeps {
  readonly modelDrafts: Pick<ModelDraftStore, 'change' | 'filesDigest'>;
  readonly modelSets: Pick<ModelSetStore, 'find'>;
}

interface By {
  readonly at: Date;
  readonly userId: string;
}

/**
 * Asks somebody else to look at a draft; from now on nobody changes it.
 *
 * @throws Refusal `MODEL_DRAFT_UNKNOWN`, `DRAFT_CLOSED`, `DRAFT_PUBLISHING`, `DRAFT_IN_REVIEW`, `DRAFT_APPROVED`,
 *   `DRAFT_UNCHANGED`
 */
export function askReview(
  { modelDrafts, modelSets }: JudgeDeps,
  draftId: string,
  { at }: By,
): Promise<ModelDraft> {
  return modelDrafts.change(draftId, at, async (draft) => {
    const base = draft.base === null ? null : await modelSets.find(draft.base);
    const compared = compareWithBase(base?.files ?? [], draft.files);
    mustBeReviewable(
      draft,
      compared.some(({ change }) => change !== 'same'),
    );
    return { fields: { state: 'in-review' } };
  });
}

/**
 * Takes a draft back from review, so that it can be changed.
 *
 * @throws Refusal `MODEL_DRAFT_UNKNOWN`, `DRAFT_NOT_IN_REVIEW`
 */
export function withdrawReview(
  { modelDrafts }: JudgeDeps,
  draftId: string,
  { at }: By,
): Promise<ModelDraft> {
  return modelDrafts.change(draftId, at, ({ state }) => {
    if (state !== 'in-review') throw new Refusal('DRAFT_NOT_IN_REVIEW');
    return { fields: { state: 'draft' } };
  });
}

/**
 * Approves a draft as it was read, or asks for changes. Never by anybody who had a hand in it.
 *
 * @throws Refusal `MODEL_DRAFT_UNKNOWN`, `OWN_MODEL_DRAFT`, `DRAFT_NOT_IN_REVIEW`, `DRAFT_READ_OTHERWISE`
 */
export function judgeDraft(
  { modelDrafts }: JudgeDeps,
  draftId: string,
  judgement: Pick<DraftReview, 'verdict' | 'text' | 'filesDigest'>,
  { at, userId }: By,
): Promise<ModelDraft> {
  return modelDrafts.change(draftId, at, async (draft) => {
    const filesDigest = await modelDrafts.filesDigest(draft);
    mustJudge(draft, userId, { readDigest: judgement.filesDigest, filesDigest });
    const review: DraftReview = { ...judgement, filesDigest, by: userId, at };
    return { fields: { state: judgement.verdict, reviews: [...draft.reviews, review] } };
  });
}

/**
 * Puts a draft away; what was saved in it stays readable.
 *
 * @throws Refusal `MODEL_DRAFT_UNKNOWN`, `DRAFT_CLOSED`, `DRAFT_PUBLISHING`
 */
export function discardDraft(
  { modelDrafts }: JudgeDeps,
  draftId: string,
  { at }: By,
): Promise<ModelDraft> {
  return modelDrafts.change(draftId, at, ({ state, publishing }) => {
    if (state === 'published' || state === 'discarded') throw new Refusal('DRAFT_CLOSED');
    if (publishing !== null) throw new Refusal('DRAFT_PUBLISHING');
    return { fields: { state: 'discarded' } };
  });
}
