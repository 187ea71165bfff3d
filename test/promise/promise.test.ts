import { describe, expect, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { startClock } from '../../processes/clock/clock.ts';
import { type Case, theHouse } from '../../processes/complaint/case.ts';
import { decideTask } from '../../processes/complaint/tasks.ts';
import {
  checkPromised,
  furthestDays,
  makePromise,
  promiseClock,
  promiseIdOf,
} from '../../processes/promise/promise.ts';
import { at, buildCase, caseAfter, staff, straightWay } from '../support/build-case.ts';
import { refusalOf } from '../support/refusal-of.ts';

const answered = buildCase(straightWay.length - 1);
const promiseId = promiseIdOf(answered.id);
const now = at('2026-11-20T10:00');
const fulfilment = '全路段老化线路已经更换完毕，连续三晚巡查照明正常。';

function promised(): Case {
  const made = makePromise(answered, '2026-12-05', { at: now, by: theHouse });
  return made === null ? answered : caseAfter(answered, made);
}

const done = (role: 'unit-handler' | 'unit-deputy', userId: string) => ({
  ...{ at: now, by: staff(role, userId), step: 'Task', digests: {} },
});
const report = (current: Case, userId = 'P-1') =>
  decideTask(
    'fulfil-promise',
    current,
    { doneOn: '2026-11-20', fulfilment },
    done('unit-handler', userId),
  );
const confirm = (current: Case, fields: Record<string, unknown>, userId = 'P-2') =>
  decideTask('confirm-promise', current, fields, done('unit-deputy', userId));
describe('the day an answer names', () => {
  test('is today or later, and not further ahead than anybody can follow', () => {
    const dayAfter = (days: number) =>
      new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

    expect(refusalOf(() => checkPromised('2026-11-19', now))).toEqual([
      'FIELD_INVALID',
      'DAY_PAST',
    ]);
    expect(refusalOf(() => checkPromised(dayAfter(furthestDays + 1), now))).toEqual([
      'FIELD_INVALID',
      'DAY_TOO_FAR',
    ]);
    for (const day of ['2026-11-20', dayAfter(furthestDays), '', null, undefined])
      expect(refusalOf(() => checkPromised(day, now))).toBeNull();
  });

  test('makes a promise once, and none where no day is named', () => {
    expect(makePromise(answered, '', { at: now, by: theHouse })).toBeNull();
    expect(makePromise(promised(), '2026-12-06', { at: now, by: theHouse })).toBeNull();
    expect(promised().promise).toMatchObject({ id: promiseId, by: '2026-12-05', keptAt: null });
  });

  test('is the day its clock ends with; one that came and went is the day after the answer', () => {
    const clockOf = (by: string, warnDays: number) =>
      startClock(
        promiseClock(answered, { id: promiseId, madeAt: now, by }, warnDays),
        chineseCalendar(),
      );

    expect(clockOf('2026-12-04', 0)).toMatchObject({
      ...{ dueAt: new Date('2026-12-04T16:00:00Z'), warnAt: null },
    });
    // A Saturday moves to the Monday after it: Civil Code 203.
    expect(clockOf('2026-12-05', 3).dueAt).toEqual(new Date('2026-12-07T16:00:00Z'));
    expect(clockOf('2026-11-01', 0).dueAt).toEqual(clockOf('2026-11-21', 0).dueAt);
  });
});

describe('keeping a promise', () => {
  test('is reported by the unit, returned, reported again and confirmed by somebody else', () => {
    const reported = caseAfter(promised(), report(promised()));
    const returned = caseAfter(
      reported,
      confirm(reported, { decision: 'returned', remarks: '补' }),
    );
    const again = caseAfter(returned, report(returned));
    const kept = caseAfter(again, confirm(again, { decision: 'approved' }));

    expect(reported.promise?.report).toEqual({ doneOn: '2026-11-20', by: 'P-1' });
    expect(returned.promise?.report).toBeNull();
    expect(kept.promise?.keptAt).toEqual(now);
    expect(kept.status).toBe('answered');
    expect(refusalOf(() => report(kept))).toEqual(['PROMISE_KEPT']);
  });

  test('is refused where nothing was promised or reported, to whoever reported it, and for a day to come', () => {
    const reported = caseAfter(promised(), report(promised()));
    const tomorrow = { doneOn: '2026-11-21', fulfilment };

    expect(refusalOf(() => report(answered))).toEqual(['NOTHING_PROMISED']);
    expect(refusalOf(() => confirm(promised(), { decision: 'approved' }))).toEqual([
      'NOTHING_REPORTED',
    ]);
    expect(refusalOf(() => confirm(reported, { decision: 'approved' }, 'P-1'))).toEqual([
      'OWN_REPORT',
    ]);
    expect(refusalOf(() => confirm(reported, { decision: 'returned' }))).toEqual([
      'FIELD_INVALID',
      'REMARKS_MISSING',
    ]);
    expect(
      refusalOf(() =>
        decideTask('fulfil-promise', promised(), tomorrow, done('unit-handler', 'P-1')),
      ),
    ).toEqual(['FIELD_INVALID', 'IN_FUTURE']);
  });
});
