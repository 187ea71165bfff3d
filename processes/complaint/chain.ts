import { canonicalJson } from '../canonical-json.ts';
import type { Action, ActionDraft, Case } from './case.ts';
import { applyAction } from './fold.ts';

/** Hex SHA-256 of a text; passed in because this folder knows no runtime. */
export type Digest = (text: string) => string;

/** What a link's hash covers: everything but the hash itself. */
export function hashOf(action: Omit<Action, 'hash'>, digest: Digest): string {
  const { caseId, n, type, at, by, data, prev } = action;
  return digest(
    canonicalJson({
      caseId,
      n,
      type,
      at,
      by,
      data,
      prev,
      step: action.step ?? null,
      digests: action.digests ?? {},
    }),
  );
}

/** Links drafts behind the head of a case and folds them: the new links and the case after them. */
export function appendActions(
  caseId: string,
  current: Case | null,
  drafts: readonly ActionDraft[],
  digest: Digest,
): { actions: Action[]; next: Case | null } {
  const actions: Action[] = [];
  let next = current;
  for (const draft of drafts) {
    const link = { ...draft, caseId, n: next?.version ?? 0, prev: next?.headHash ?? '' };
    const action: Action = { ...link, hash: hashOf(link, digest) };
    actions.push(action);
    next = applyAction(next, action);
  }
  return { actions, next };
}

/** The index of the first link that does not hold, or null when the whole chain verifies from genesis. */
export function firstBrokenLink(actions: readonly Action[], digest: Digest): number | null {
  let prev = '';
  for (const [index, action] of actions.entries()) {
    if (action.n !== index || action.prev !== prev || action.hash !== hashOf(action, digest))
      return index;
    prev = action.hash;
  }
  return null;
}
