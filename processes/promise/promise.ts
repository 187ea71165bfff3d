import type { ClockFacts } from '../clock/clock.ts';
import { localDay } from '../clock/day.ts';
import type { Action, ActionDraft, Case } from '../complaint/case.ts';
import { complaintTasks } from '../complaint/contract.ts';
import { type DoneTask, type Fields, readFields } from '../complaint/done-task.ts';
import { houseZone } from '../language/dates.ts';
import { Refusal } from '../refusal.ts';
import type { Promised } from './actions.ts';

/** How far ahead an answer may name a day: calendar days. Ours; what lies further is no promise anybody can follow. */
export const furthestDays = 1100;

/** The id of the one promise of a case, and of its clock. */
export function promiseIdOf(caseId: string): string {
  return `${caseId}:promise`;
}

const dayOf = (isoDate: string) => localDay(new Date(`${isoDate}T00:00:00Z`), 'UTC');
const today = (now: Date) => localDay(now, houseZone);

/**
 * Whether the day an answer names can be promised when it is drafted.
 *
 * @param by `YYYY-MM-DD`, or nothing for an answer that promises nothing
 * @throws Refusal `FIELD_INVALID` with the field: a day that is past, or more than `furthestDays` ahead
 */
export function checkPromised(by: string | null | undefined, now: Date): void {
  if (!by) return;
  const days = dayOf(by) - today(now);
  const wrong = (reason: string) => new Refusal('FIELD_INVALID', { field: 'measuresBy', reason });
  if (days < 0) throw wrong('DAY_PAST');
  if (days > furthestDays) throw wrong('DAY_TOO_FAR');
}

/** The action with which an answer that goes out makes its promise; null for one that names no day. */
export function makePromise(
  current: Pick<Case, 'id' | 'promise'>,
  by: string | null | undefined,
  done: Pick<ActionDraft, 'at' | 'by'>,
): Extract<ActionDraft, { type: 'make-promise' }> | null {
  if (!by || current.promise !== undefined) return null;
  return { ...done, type: 'make-promise', data: { promiseId: promiseIdOf(current.id), by } };
}

/**
 * The clock of a promise: calendar days up to the one it names, counted from the answer. A named day that is a rest day
 * moves to the next that is none (Civil Code 203); one that has come or gone when the answer goes out is the day after.
 *
 * @param warnDays working days before that day at which the unit is warned; 0 for none
 */
export function promiseClock(
  { id: caseId, regime }: Pick<Case, 'id' | 'regime'>,
  { id, madeAt, by }: Pick<Promised, 'id' | 'madeAt' | 'by'>,
  warnDays: number,
): ClockFacts {
  const amount = Math.max(1, dayOf(by) - today(madeAt));
  return {
    ...{ id, caseId, kind: 'promise', regimeId: regime?.id ?? '' },
    ...{ startEvent: 'promised', startAt: madeAt, amount, unit: 'd' },
    warn: warnDays === 0 ? null : { amount: warnDays, unit: 'wd' },
  };
}

function standing({ promise }: Case): Promised {
  if (promise === undefined) throw new Refusal('NOTHING_PROMISED');
  if (promise.keptAt !== null) throw new Refusal('PROMISE_KEPT');
  return promise;
}

/**
 * What the unit or its leader does about a promise.
 *
 * @throws Refusal `NOTHING_PROMISED`; `PROMISE_KEPT` when it was confirmed before; `NOTHING_REPORTED`; `OWN_REPORT` (nobody
 *   confirms what they reported); `FIELD_INVALID` with the field
 */
export function promiseTask(
  action: 'fulfil-promise' | 'confirm-promise',
  current: Case,
  fields: Fields,
  done: DoneTask,
): ActionDraft {
  const { id: promiseId, report } = standing(current);
  if (action === 'fulfil-promise') {
    const { doneOn } = readFields(complaintTasks['fulfil-promise'], fields);
    if (dayOf(doneOn) > today(done.at))
      throw new Refusal('FIELD_INVALID', { field: 'doneOn', reason: 'IN_FUTURE' });
    return { ...done, type: 'fulfil-promise', data: { promiseId, doneOn } };
  }
  const { decision } = readFields(complaintTasks['confirm-promise'], fields);
  if (report === null) throw new Refusal('NOTHING_REPORTED');
  if (report.by !== null && report.by === done.by.userId) throw new Refusal('OWN_REPORT');
  const type = decision === 'approved' ? 'confirm-promise' : 'return-fulfilment';
  return { ...done, type, data: { promiseId } };
}

/** The case after something was done about its promise. */
export function reducePromise(current: Case, action: Action): Case | null {
  if (action.type === 'make-promise') {
    const { promiseId: id, by } = action.data;
    const none = { instanceKey: null, report: null, keptAt: null, closedAt: null };
    return { ...current, promise: { id, madeAt: action.at, by, ...none } };
  }
  const { promise } = current;
  if (promise === undefined) return null;
  const after = (change: Partial<Promised>) => ({ ...current, promise: { ...promise, ...change } });
  switch (action.type) {
    case 'open-promise':
      return after({ instanceKey: action.data.instanceKey });
    case 'fulfil-promise':
      return after({ report: { doneOn: action.data.doneOn, by: action.by.userId } });
    case 'return-fulfilment':
      return after({ report: null });
    case 'confirm-promise':
      return after({ keptAt: action.at });
    case 'close-promise':
      return after({ closedAt: action.at });
    default:
      return null;
  }
}
