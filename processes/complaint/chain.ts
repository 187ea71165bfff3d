import { canonicalJson } from '../canonical-json.ts';
import type { Action, ActionDraft, Actor, Case } from './case.ts';
import { applyAction } from './fold.ts';

/** Hex SHA-256 of a text; passed in because this folder knows no runtime. */
export type Digest = (text: string) => string;

/** What every action wants on a log, of a case or of an incident. */
export interface LinkDraft {
  readonly type: string;
  readonly at: Date;
  readonly by: Actor;
  readonly data: unknown;
  readonly step?: string;
  readonly digests?: Readonly<Record<string, string>>;
}

/** An action with its place in the chain; `n` counts from 0, `prev` is the hash before it (`''` at genesis). */
export type Linked<D extends LinkDraft> = D & {
  readonly caseId: string;
  readonly n: number;
  readonly prev: string;
  readonly hash: string;
};

/** What a fold keeps of its log. */
interface Folded {
  readonly version: number;
  readonly headHash: string;
}

/** What a link's hash covers: everything but the hash itself. */
export function linkTextOf(action: Omit<Linked<LinkDraft>, 'hash'>): string {
  const { caseId, n, type, at, by, data, prev } = action;
  return canonicalJson({
    caseId,
    n,
    type,
    at,
    by,
    data,
    prev,
    step: action.step ?? null,
    digests: action.digests ?? {},
  });
}

/** The hash of a link. */
export function hashOf(action: Omit<Linked<LinkDraft>, 'hash'>, digest: Digest): string {
  return digest(linkTextOf(action));
}

/** Links drafts behind the head of a log and folds them: the new links and what they tell. */
export function appendLinks<D extends LinkDraft, S extends Folded>(
  caseId: string,
  current: S | null,
  drafts: readonly D[],
  fold: {
    readonly digest: Digest;
    readonly apply: (before: S | null, action: Linked<D>) => S;
    /** Holds each draft against the log as it stands then; throws what it refuses. */
    readonly check?: (before: S | null, draft: D) => void;
  },
): { actions: Linked<D>[]; next: S | null } {
  const actions: Linked<D>[] = [];
  let next = current;
  for (const draft of drafts) {
    fold.check?.(next, draft);
    const link = { ...draft, caseId, n: next?.version ?? 0, prev: next?.headHash ?? '' };
    const action = { ...link, hash: hashOf(link, fold.digest) };
    actions.push(action);
    next = fold.apply(next, action);
  }
  return { actions, next };
}

/**
 * Links drafts behind the head of a case and folds them: the new links and the case after them.
 *
 * @param check holds each draft against the case as it stands then; throws what it refuses
 */
export function appendActions(
  caseId: string,
  current: Case | null,
  drafts: readonly ActionDraft[],
  digest: Digest,
  check: (before: Case | null, draft: ActionDraft) => void = () => undefined,
): { actions: Action[]; next: Case | null } {
  const fold = { digest, apply: applyAction, check };
  return appendLinks<ActionDraft, Case>(caseId, current, drafts, fold);
}

/** The index of the first link that does not hold, or null when the whole chain verifies from genesis. */
export function firstBrokenLink(
  actions: readonly Linked<LinkDraft>[],
  digest: Digest,
): number | null {
  let prev = '';
  for (const [index, action] of actions.entries()) {
    if (action.n !== index || action.prev !== prev || action.hash !== hashOf(action, digest))
      return index;
    prev = action.hash;
  }
  return null;
}
