import { type Actor, type Case, theCitizen } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import { reopenUntil } from '../../processes/reopening/reopening.ts';
import type { ComplaintRow } from './complaints.ts';
import type { Tx } from './connect.ts';
import {
  type Filed,
  type FilingDeps,
  fileComplaint,
  type IntakeDeps,
  type Receipt,
  type Submission,
  secretOf,
} from './intake.ts';

/** A matter that is to be handled anew. */
export interface Anew {
  readonly current: Pick<Case, 'id' | 'number'>;
  readonly complaint: ComplaintRow;
  /** What is left open, in the words of its sender. */
  readonly text: string;
  readonly by: Actor;
  readonly at: Date;
  /** Held against the ended case as it stands when the new one is opened; throws what it refuses. */
  readonly check?: (one: Case) => void;
}

/**
 * Opens a case of its own for the matter of one that has ended: the same matter, place, type and sender, confidential or
 * nameless as before, with number and clocks of its own. Both name each other; `also` writes what belongs to it. Once for a
 * case: a second time gives the first.
 *
 * @throws Refusal `IDEMPOTENCY_KEY_REUSED` when it was opened with another text, and what the action table refuses
 */
export function takeUpAnew(
  deps: FilingDeps,
  { current, complaint, text, by, at, check = () => undefined }: Anew,
  also: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<Filed> {
  const { cases } = deps;
  const { id: caseId, number } = current;
  const { subject, place, area, topic, language, contact, anonymous, confidential } = complaint;
  const besides = async (tx: Tx, newId: string) => {
    const opened = await cases.read(tx, newId);
    const data = { caseId: newId, number: opened.number };
    const one = await cases.read(tx, caseId);
    check(one);
    await cases.append(tx, one, [{ type: 'reopen', at, by, data }]);
    await also(tx);
  };
  const given: Submission = {
    ...{ subject, text, place, area, topic, language, contact, anonymous, confidential },
    ...{ channel: 'web', attachments: [], postedAt: null, reopens: { caseId, number } },
    idempotencyKey: `reopen:${caseId}`,
  };
  return fileComplaint({ ...deps, also: besides }, given, at, by);
}

/** What the sender wants handled anew: their words about what the answer left open. */
export interface Reopening {
  readonly caseId: string;
  readonly text: string;
  readonly at: Date;
}

/**
 * Puts the matter of an answered case again, for its sender. Asked again it gives the receipt of the first time.
 *
 * @throws Refusal `NOT_REOPENABLE` before the answer and after the window; `CASE_UNKNOWN`
 */
export async function reopenCase(
  { trackingSecret, ...deps }: IntakeDeps,
  { caseId, text, at }: Reopening,
): Promise<Receipt> {
  const [current, complaint] = await Promise.all([
    deps.cases.find(caseId),
    deps.complaints.find(caseId),
  ]);
  if (current === null || complaint === null) throw new Refusal('CASE_UNKNOWN');
  const { reopenedAs } = current;
  const known = reopenedAs && { caseId: reopenedAs.caseId, number: reopenedAs.number };
  const check = (one: Case) => {
    if (reopenUntil(one, at) === null) throw new Refusal('NOT_REOPENABLE');
  };
  if (known === undefined) check(current);
  const filed =
    known === undefined
      ? await takeUpAnew(deps, { current, complaint, text, by: theCitizen, at, check })
      : { ...known, repeated: true };
  return { ...filed, secret: secretOf(filed.caseId, trackingSecret) };
}
