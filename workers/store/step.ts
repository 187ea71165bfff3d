import { type ClockRecord, meetClock } from '../../processes/clock/clock.ts';
import type { ClockKind } from '../../processes/clock/clock-kinds.ts';
import { type ActionDraft, type Case, theHouse } from '../../processes/complaint/case.ts';
import { fateOfFollowers } from '../../processes/merge/merge.ts';
import { Conflict } from '../platform/errors.ts';
import { clockMessage } from './clock-messages.ts';
import type { Tx } from './connect.ts';
import { lapseRequest } from './lapse-request.ts';
import { mergeMessage } from './merge-messages.ts';
import { noteOverdue } from './note-occasion.ts';
import type { NoticeRow } from './notices.ts';
import type { Stores } from './stores.ts';

/** What one step of the diagram brings about for its case. */
export interface Step {
  readonly drafts: readonly ActionDraft[];
  /** Clocks that this step meets; one that was met before keeps its verdict. */
  readonly meets?: readonly ClockKind[];
  /** What the citizen is told, on the tracking page and by mail where an address is known. */
  readonly tells?: string;
  readonly params?: NoticeRow['params'];
  /** Tells the same kind of notice again: what sets this time apart from others of the case. */
  readonly occasion?: string;
  readonly also?: (tx: Tx) => Promise<void>;
}

/** What taking a step works with. */
export type StepDeps = Pick<
  Stores,
  | 'store'
  | 'cases'
  | 'clocks'
  | 'ladders'
  | 'outbox'
  | 'notices'
  | 'complaints'
  | 'occasions'
  | 'users'
  | 'units'
  | 'extensionRequests'
>;

/** Meets clocks of a case in a transaction; one that was met before keeps its verdict. Returns what the log states of it. */
export async function meetClocks(
  deps: StepDeps,
  tx: Tx,
  current: Case,
  {
    kinds,
    at,
    action,
  }: { readonly kinds: readonly ClockKind[]; readonly at: Date; readonly action: string },
): Promise<ActionDraft[]> {
  const drafts: ActionDraft[] = [];
  const caseId = current.id;
  if (!current.clocks.some(({ kind, state }) => kinds.includes(kind) && state !== 'met'))
    return drafts;
  const clocks = await deps.clocks.ofCase(caseId, tx);
  for (const clock of clocks.filter(
    (one) => kinds.includes(one.kind) && one.metAt === null && one.status !== 'frozen',
  )) {
    const met = meetClock(clock, at, action);
    if (!(await deps.clocks.save(tx, met, clock.version))) throw new Conflict('the clock moved on');
    await deps.outbox.put(tx, at, caseId, [clockMessage('clock-met', clock.id)]);
    if (clock.verdict === 'overdue') await stopLadder(deps, tx, clock, at);
    // Met late before it rang: the verdict is given here, and so is what it costs.
    if (clock.verdict === null && met.verdict === 'overdue')
      await noteOverdue(deps, tx, { current, clock: met, cause: 'overdue', at });
    const { id: clockId, kind } = clock;
    drafts.push({
      type: 'meet-clock',
      at,
      by: theHouse,
      data: { clockId, kind, verdict: met.verdict ?? 'on-time' },
    });
    drafts.push(...(await lapseRequest(deps, tx, current, { clockId, at })));
  }
  return drafts;
}

/** Nobody is supervised for what has been done: the ladder stops in the transaction that meets the clock. */
async function stopLadder(deps: StepDeps, tx: Tx, { id, caseId }: ClockRecord, at: Date) {
  await deps.ladders.endOnce(id, 'met', at, tx);
  await deps.outbox.put(tx, at, caseId, [clockMessage('ladder-met', id)]);
}

async function tellCitizen(
  deps: StepDeps,
  tx: Tx,
  caseId: string,
  step: Step,
  at: Date,
): Promise<ActionDraft[]> {
  const kind = step.tells;
  if (kind === undefined) return [];
  const complaint = await deps.complaints.find(caseId);
  const told = step.occasion === undefined ? kind : `${kind}:${step.occasion}`;
  const notice = {
    caseId,
    kind,
    to: { kind: 'citizen', id: caseId },
    params: step.params ?? {},
    at,
    sentAt: null,
    receipt: null,
  } as const;
  await deps.notices.putOnce(tx, {
    ...notice,
    _id: `${caseId}:${told}:citizen:tracking`,
    channel: 'tracking',
    sentAt: at,
    receipt: 'tracking',
  });
  if (complaint?.contact?.email) {
    const noticeId = `${caseId}:${told}:citizen:mail`;
    await deps.notices.putOnce(tx, { ...notice, _id: noticeId, channel: 'mail' });
    await deps.outbox.put(tx, at, caseId, [
      { key: `mail:${noticeId}`, told: { kind: 'mail', noticeId } },
    ]);
  }
  return [{ type: 'notify', at, by: theHouse, data: { notice: kind } }];
}

/** A referred complaint has ended: whoever sent it on has to be told, and the list says so until it is done. */
async function tellReferralEnded({ notices }: StepDeps, tx: Tx, one: Case, at: Date) {
  const { id: caseId, number, referral, closedAt } = one;
  if (referral === undefined || referral.reportedAt !== null || closedAt === null) return;
  const about = { caseId, kind: 'referral-ended', at, params: { number } };
  for (const group of ['intake-clerk', 'office'])
    await notices.tellGroupOnce(tx, { id: `${caseId}:referral-ended:${group}`, group, ...about });
}

/** Whoever joined a case hears that it came to its end, in the transaction that ends it or the next one after. */
async function tellFollowers(deps: StepDeps, tx: Tx, current: Case, at: Date): Promise<void> {
  const { followers = [] } = current;
  if (followers.length === 0 || fateOfFollowers(current) === 'waiting') return;
  const words = followers.map(({ mergeId }) => mergeMessage('lead-settled', mergeId));
  await deps.outbox.put(tx, at, current.id, words);
}

/** Takes one step of a case inside a transaction that has begun; see `takeStep`. */
export async function takeStepWithin(
  deps: StepDeps,
  tx: Tx,
  caseId: string,
  at: Date,
  decide: (current: Case, tx: Tx) => Promise<Step | null> | Step | null,
): Promise<void> {
  const current = await deps.cases.read(tx, caseId);
  const step = await decide(current, tx);
  if (step === null) return;
  const [first] = step.drafts;
  const met = await meetClocks(deps, tx, current, {
    ...{ kinds: step.meets ?? [], at },
    action: first?.type ?? 'step',
  });
  const told = await tellCitizen(deps, tx, caseId, step, at);
  const { case: after } = await deps.cases.append(tx, current, [...step.drafts, ...met, ...told]);
  await tellFollowers(deps, tx, after, at);
  await tellReferralEnded(deps, tx, after, at);
  await step.also?.(tx);
}

/**
 * Takes one step of a case: its actions, the clocks it meets, what the citizen is told, in one transaction.
 * `decide` returns null when the step was taken before; then nothing is written.
 *
 * @throws Refusal what the action table refuses
 */
export async function takeStep(
  deps: StepDeps,
  caseId: string,
  at: Date,
  decide: (current: Case, tx: Tx) => Promise<Step | null> | Step | null,
): Promise<void> {
  await deps.store.transaction((tx) => takeStepWithin(deps, tx, caseId, at, decide));
}
