import type { Action, Case } from '../complaint/case.ts';
import { Refusal } from '../refusal.ts';
import type { Consent } from './actions.ts';

/** The bodies whose word is still waited for. */
export function openConsents({ consents = [] }: Pick<Case, 'consents'>): Consent[] {
  return consents.filter(({ state }) => state === 'asked');
}

/**
 * Whether what other bodies said lets the answer be published; one objection keeps it private.
 * @throws Refusal `CONSENT_AWAITED` while one of them has not said
 */
export function othersAgree(current: Pick<Case, 'consents'>): boolean {
  const awaited = openConsents(current).length;
  if (awaited > 0) throw new Refusal('CONSENT_AWAITED', { count: awaited });
  return (current.consents ?? []).every(({ state }) => state === 'agreed');
}

/**
 * The answer of a case that stands in public now.
 * @throws Refusal `NOT_PUBLISHED` when it is private, or was withdrawn
 */
export function publishedAnswer({ reply }: Pick<Case, 'reply'>): NonNullable<Case['reply']> {
  const isShown = reply?.mode === 'public' && reply.withdrawnAt === undefined;
  if (reply === null || !isShown) throw new Refusal('NOT_PUBLISHED');
  return reply;
}

function reduceConsent(current: Case, action: Action): Case | null {
  const { consents = [] } = current;
  switch (action.type) {
    case 'ask-consent': {
      const { consentId: id } = action.data;
      const asked: Consent = { id, state: 'asked', askedAt: action.at, endedAt: null };
      return { ...current, consents: [...consents, asked] };
    }
    case 'note-consent': {
      const { consentId, outcome } = action.data;
      return {
        ...current,
        consents: consents.map((one) =>
          one.id === consentId ? { ...one, state: outcome, endedAt: action.at } : one,
        ),
      };
    }
    default:
      return null;
  }
}

/** What checking, publishing, correcting and withdrawing an answer make of a case. */
export function reducePublication(current: Case, action: Action): Case | null {
  const { reply } = current;
  switch (action.type) {
    case 'check': {
      const { mayPublish, sheetDigest } = action.data;
      return { ...current, mayPublish, ...(sheetDigest === undefined ? {} : { sheetDigest }) };
    }
    case 'publish': {
      const { mode, textDigest, shownDigest } = action.data;
      const seen = shownDigest === undefined ? {} : { shownDigest };
      const published = { mode, textDigest, at: action.at, ...seen };
      return { ...current, status: 'answered', reply: published, closedAt: action.at };
    }
    case 'correct-publication': {
      const { edition, sheetDigest, shownDigest } = action.data;
      return reply && { ...current, sheetDigest, reply: { ...reply, edition, shownDigest } };
    }
    case 'withdraw-publication':
      return reply && { ...current, reply: { ...reply, withdrawnAt: action.at } };
    default:
      return reduceConsent(current, action);
  }
}
