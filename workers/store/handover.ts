import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import { computeDue } from '../../processes/clock/due.ts';
import { type Case, theHouse } from '../../processes/complaint/case.ts';
import { caseIdOfClock } from '../../processes/complaint/clocks.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { workingCalendar } from './calendar-in-use.ts';
import { messageAbout } from './message-about.ts';
import type { QuestionDeps } from './questions.ts';
import { takeStep } from './step.ts';

async function workingDaysFrom(deps: QuestionDeps, startAt: Date, amount: number) {
  const calendar = await workingCalendar(deps);
  return computeDue({ startAt, amount, unit: 'wd', calendar }).dueAt;
}

/** The start event of the regime; what is found at the pre-check counts from receipt or posting. */
function startOf({ regime, times }: Case): Date {
  const isPosted = (regime?.firstStart ?? regime?.startEvent) === 'posted';
  return isPosted ? (times.posted ?? times.received) : times.received;
}

/** Tells the sender where the case went, once; its clocks are met by it, and its receipt is awaited from then on. */
export async function tellHandover(
  deps: QuestionDeps,
  {
    caseId,
    at,
    days,
  }: { readonly caseId: string; readonly at: Date; readonly days: number | null },
): Promise<void> {
  await takeStep(deps, caseId, at, async (current) => {
    if (current.notices.includes('handed-over')) return null;
    const dueAt = days === null ? null : await workingDaysFrom(deps, startOf(current), days);
    const handoverId = `${caseId}:handover`;
    return {
      drafts: [{ type: 'tell-handover', at, by: theHouse, data: { dueAt } }],
      meets: clockKinds,
      tells: 'handed-over',
      also: (tx) =>
        deps.outbox.put(tx, at, caseId, [
          messageAbout('handover-begun', handoverId, { handoverId }),
        ]),
    };
  });
}

/** Claims a hand-over for the instance that waits for its receipt. */
export async function awaitReceipt(
  deps: QuestionDeps,
  {
    handoverId,
    instanceKey,
    days,
    at,
  }: {
    readonly handoverId: string;
    readonly instanceKey: string;
    readonly days: number;
    readonly at: Date;
  },
): Promise<{ claimed: boolean; remindAt: Date }> {
  const caseId = caseIdOfClock(handoverId);
  let claimed = false;
  let begunAt = at;
  await takeStep(deps, caseId, at, (current) => {
    if (current.handover === undefined) throw new Unrecoverable('the case was not handed over');
    const { instanceKey: holder } = current.handover;
    begunAt = current.handover.at;
    claimed = holder === null || holder === instanceKey;
    if (holder !== null) return null;
    return { drafts: [{ type: 'await-receipt', at, by: theHouse, data: { instanceKey } }] };
  });
  return { claimed, remindAt: await workingDaysFrom(deps, begunAt, days) };
}

/** Tells the office, once, that the other institution has not confirmed. */
export async function remindReceipt(
  { cases, notices, store }: QuestionDeps,
  handoverId: string,
  at: Date,
): Promise<void> {
  const caseId = caseIdOfClock(handoverId);
  const current = await cases.find(caseId);
  if (current === null || current.handover?.receivedOn !== null) return;
  await store.transaction(async (tx) => {
    const about = { caseId, kind: 'handover-unconfirmed', at, group: 'office' };
    await notices.tellGroupOnce(tx, {
      ...{ id: `${handoverId}:unconfirmed`, ...about },
      params: { number: current.number },
    });
  });
}
