import type { consentOutcomes } from '../../processes/publication/actions.ts';
import { openConsents } from '../../processes/publication/published.ts';
import { Refusal } from '../../processes/refusal.ts';
import { type Doer, entryOfMove } from './clock-moves.ts';
import { type StepDeps, takeStep } from './step.ts';
import type { Stores } from './stores.ts';

type ConsentDeps = StepDeps & Pick<Stores, 'entries'>;

/**
 * Puts on record that another body was asked whether something that concerns it may be published. No clock stands still.
 * @returns the id of the question
 * @throws Refusal `SHEET_CLOSED` after the check, and what the action table refuses
 */
export async function askConsent(
  deps: ConsentDeps,
  { caseId, by, at }: Doer,
  { body, question }: { readonly body: string; readonly question: string },
): Promise<string> {
  let consentId = '';
  await takeStep(deps, caseId, at, (current) => {
    if (current.mayPublish !== null) throw new Refusal('SHEET_CLOSED');
    consentId = `${caseId}:consent-${(current.consents?.length ?? 0) + 1}`;
    const entry = entryOfMove(consentId, { caseId, by, at }, 'ask-consent', {
      otherBody: body,
      question,
    });
    const digests = { [consentId]: entry.digest };
    return {
      drafts: [{ type: 'ask-consent', at, by, data: { consentId }, digests }],
      also: (tx) => deps.entries.put(tx, entry),
    };
  });
  return consentId;
}

/**
 * Records what the other body said. An objection keeps the answer private.
 * @throws Refusal `CONSENT_OVER` when it is not waited for, and what the action table refuses
 */
export async function noteConsent(
  deps: ConsentDeps,
  { caseId, by, at }: Doer,
  {
    consentId,
    outcome,
    answer,
  }: {
    readonly consentId: string;
    readonly outcome: (typeof consentOutcomes)[number];
    readonly answer: string;
  },
): Promise<void> {
  await takeStep(deps, caseId, at, (current) => {
    if (!openConsents(current).some(({ id }) => id === consentId))
      throw new Refusal('CONSENT_OVER');
    const entryId = `${consentId}:answer`;
    const entry = entryOfMove(entryId, { caseId, by, at }, 'note-consent', { outcome, answer });
    const digests = { [entryId]: entry.digest };
    return {
      drafts: [{ type: 'note-consent', at, by, data: { consentId, outcome }, digests }],
      also: (tx) => deps.entries.put(tx, entry),
    };
  });
}
