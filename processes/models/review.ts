import { Refusal } from '../refusal.ts';
import type { DraftReview, ModelDraft } from './draft.ts';

/**
 * Asking somebody else to look.
 *
 * @throws Refusal `DRAFT_CLOSED`, `DRAFT_PUBLISHING`, `DRAFT_IN_REVIEW`, `DRAFT_APPROVED`, `DRAFT_UNCHANGED`
 */
export function mustBeReviewable(draft: ModelDraft, hasChanges: boolean): void {
  const { state, publishing } = draft;
  if (state === 'published' || state === 'discarded') throw new Refusal('DRAFT_CLOSED');
  if (publishing !== null) throw new Refusal('DRAFT_PUBLISHING');
  if (state === 'in-review') throw new Refusal('DRAFT_IN_REVIEW');
  if (state === 'approved') throw new Refusal('DRAFT_APPROVED');
  if (!hasChanges) throw new Refusal('DRAFT_UNCHANGED');
}

/** Whether somebody had a hand in a draft: they opened it or saved a file in it. */
export function hadHandIn({ createdBy, hands }: ModelDraft, userId: string): boolean {
  return createdBy === userId || hands.includes(userId);
}

/**
 * Four eyes: whoever judges a draft had no hand in it, and judges what was read.
 *
 * @param readDigest digest of all files as the reviewer read them
 * @param filesDigest digest of all files as they are
 * @throws Refusal `OWN_MODEL_DRAFT`, `DRAFT_NOT_IN_REVIEW`, `DRAFT_READ_OTHERWISE`
 */
export function mustJudge(
  draft: ModelDraft,
  userId: string,
  { readDigest, filesDigest }: { readonly readDigest: string; readonly filesDigest: string },
): void {
  if (hadHandIn(draft, userId)) throw new Refusal('OWN_MODEL_DRAFT');
  if (draft.state !== 'in-review') throw new Refusal('DRAFT_NOT_IN_REVIEW');
  if (readDigest !== filesDigest) throw new Refusal('DRAFT_READ_OTHERWISE');
}

/** The approval that holds for exactly these files; null when there is none. */
export function approvalOf(draft: ModelDraft, filesDigest: string): DraftReview | null {
  const last = draft.reviews.at(-1);
  if (draft.state !== 'approved' || last === undefined) return null;
  const holds = last.verdict === 'approved' && last.filesDigest === filesDigest;
  return holds && !hadHandIn(draft, last.by) ? last : null;
}

/**
 * Whether a draft may be put in force.
 *
 * @param inForce version of the set in force
 * @throws Refusal `DRAFT_CLOSED`, `DRAFT_PUBLISHING`, `DRAFT_NOT_APPROVED`, `DRAFT_BASE_MOVED`
 */
export function mustBePublishable(
  draft: ModelDraft,
  filesDigest: string,
  inForce: string | null,
): DraftReview {
  const { state, publishing, base } = draft;
  if (state === 'published' || state === 'discarded') throw new Refusal('DRAFT_CLOSED');
  if (publishing !== null) throw new Refusal('DRAFT_PUBLISHING');
  if (base !== inForce) throw new Refusal('DRAFT_BASE_MOVED');
  const approval = approvalOf(draft, filesDigest);
  if (approval === null) throw new Refusal('DRAFT_NOT_APPROVED');
  return approval;
}
