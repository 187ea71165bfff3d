import type { Calendar } from '../clock/calendar.ts';
import type { ClockRecord } from '../clock/clock.ts';
import type { ClockKind } from '../clock/clock-kinds.ts';
import { computeDue } from '../clock/due.ts';
import type { LadderRule } from './contract.ts';
import type { Means } from './means.ts';
import { afterWorkingHours, disturbAt, type Night } from './quiet-hours.ts';

/** Working time: `h` hours of working days, `wd` working days. */
export interface WorkingSpan {
  readonly amount: number;
  readonly unit: 'h' | 'wd';
}

/** One rung that was taken, by the row of the rule that applied. */
export interface TakenRung {
  readonly rung: number;
  readonly means: Means;
  readonly role: string;
  /** The unit that had the case when the rung was taken; null before it was assigned. */
  readonly unitId: string | null;
  readonly takenAt: Date;
  /** Working time until the next one; null: this was the highest. */
  readonly next: WorkingSpan | null;
  /** Until when the unit has to do what the rung asks; null where the rule sets no time. */
  readonly dueAt: Date | null;
  /** What was asked for is done: the call, the receipt, the explanation, the talk, the decision. */
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
  /** `YYYY-MM-DD`, set by a talk. */
  readonly rectifyBy: string | null;
  /** The decision of the leading group. */
  readonly referred: boolean | null;
}

/** The supervision ladder of one overdue clock. */
export interface Ladder {
  /** The clock's id. */
  readonly id: string;
  readonly caseId: string;
  readonly kind: ClockKind;
  readonly instanceKey: string;
  readonly openedAt: Date;
  /** The rung it stands at; 0 before the first. */
  readonly rung: number;
  readonly rungs: readonly TakenRung[];
  /** When the next rung comes, as planned last; null when none does. */
  readonly nextAt: Date | null;
  /** Since when the case is to be named in the bulletin; null: it is not. */
  readonly namedAt: Date | null;
  readonly endedAt: Date | null;
  readonly outcome: 'met' | 'top' | null;
}

/** A ladder before its first rung. */
export function openLadder(
  { id, caseId, kind }: Pick<ClockRecord, 'id' | 'caseId' | 'kind'>,
  instanceKey: string,
  at: Date,
): Ladder {
  return {
    ...{ id, caseId, kind, instanceKey },
    openedAt: at,
    rung: 0,
    rungs: [],
    nextAt: null,
    namedAt: null,
    endedAt: null,
    outcome: null,
  };
}

/** Whether a clock still has to be supervised: overdue, and what it waits for has not happened. */
export function isStillOverdue({ verdict, metAt }: Pick<ClockRecord, 'verdict' | 'metAt'>) {
  return verdict === 'overdue' && metAt === null;
}

/** The end of a stretch of working time. */
export function workingTimeAfter(from: Date, { amount, unit }: WorkingSpan, calendar: Calendar) {
  return unit === 'h'
    ? afterWorkingHours(from, amount, calendar)
    : computeDue({ startAt: from, amount, unit, calendar }).dueAt;
}

/**
 * When a rung comes: the first with the verdict, each further one after the working time of the rung before it; in
 * quiet hours not before the next morning of a working day.
 */
export function rungComesAt(
  { rungs, openedAt }: Pick<Ladder, 'rungs' | 'openedAt'>,
  { quietHours }: Pick<LadderRule, 'quietHours'>,
  night: Night,
): Date {
  const last = rungs.at(-1);
  const at =
    last === undefined || last.next === null
      ? openedAt
      : workingTimeAfter(last.takenAt, last.next, night.calendar);
  return disturbAt({ what: 'rung', quietHours }, at, night);
}

/** The rung of a ladder, if it was taken. */
export function takenRung({ rungs }: Pick<Ladder, 'rungs'>, rung: number): TakenRung | null {
  return rungs.find((one) => one.rung === rung) ?? null;
}

const spanOf = (amount: number | null | undefined, unit: 'h' | 'wd' | null | undefined) =>
  amount == null || unit == null ? null : { amount, unit };

/** The ladder one rung higher; a rung that was taken before is not taken again. */
export function takeRung(
  ladder: Ladder,
  { rung, rule }: { readonly rung: number; readonly rule: LadderRule },
  { unitId, at, calendar }: { unitId: string | null; at: Date; calendar: Calendar },
): Ladder {
  if (takenRung(ladder, rung) !== null) return ladder;
  const due = spanOf(rule.dueAmount, rule.dueUnit);
  const taken: TakenRung = {
    rung,
    means: rule.means,
    role: rule.role,
    unitId,
    takenAt: at,
    next: spanOf(rule.nextAmount, rule.nextUnit),
    dueAt: due === null ? null : workingTimeAfter(at, due, calendar),
    doneAt: null,
    doneBy: null,
    rectifyBy: null,
    referred: null,
  };
  return { ...ladder, rung, rungs: [...ladder.rungs, taken], nextAt: null };
}

/** What came of a rung. */
export interface RungDone {
  readonly at: Date;
  readonly by: string | null;
  readonly rectifyBy?: string;
  readonly referred?: boolean;
}

/** The ladder with the newest open rung of a means done; one with none stays as it is. */
export function finishRung(ladder: Ladder, means: Means, done: RungDone): Ladder {
  const open = ladder.rungs.findLast((one) => one.means === means && one.doneAt === null);
  if (open === undefined) return ladder;
  const { at, by, rectifyBy = null, referred = null } = done;
  const finished = { ...open, doneAt: at, doneBy: by, rectifyBy, referred };
  return { ...ladder, rungs: ladder.rungs.map((one) => (one === open ? finished : one)) };
}
