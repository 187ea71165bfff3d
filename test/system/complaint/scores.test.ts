import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chineseCalendar } from '../../../processes/clock/chinese-calendar.ts';
import type { Actor } from '../../../processes/complaint/case.ts';
import { completeTask } from '../../../workers/store/complete-task.ts';
import { createDecisionStore } from '../../../workers/store/decisions.ts';
import { makeAppeal } from '../../../workers/store/make-appeal.ts';
import { noteOccasion } from '../../../workers/store/note-occasion.ts';
import { createTaskStore } from '../../../workers/store/tasks.ts';
import { pointsFollowVerdicts } from '../../../workers/verify/points.ts';
import { settled } from '../../support/settled.ts';
import { until } from '../../support/until.ts';
import { type MovedHouse, openMovedHouse } from './moved-time.ts';

jest.setTimeout(240_000);

const staff = (userId: string, role: 'unit-principal' | 'supervision', unitId: string): Actor => ({
  ...{ kind: 'staff', userId, role, unitId },
});
const handler = staff('P-office-zf', 'unit-principal', 'U-office');
const supervisor = staff('P-hanbin', 'supervision', 'U-office');
let house: MovedHouse;

beforeAll(async () => {
  house = await openMovedHouse(chineseCalendar());
});

afterAll(() => house.close());

const verified = () => settled(pointsFollowVerdicts, house);

describe('a first response that is never given', () => {
  let scoreId = '';

  test('costs the office half a point, by the rule in force, told to those who answer for it', async () => {
    const { caseId } = await house.submit();
    const clock = await until('the clock of the first response', () =>
      house.stores.clocks.find(`${caseId}:first-response`),
    );
    await house.armed(clock.warnAt ?? clock.dueAt);
    await house.moveTo(new Date(clock.dueAt.getTime() + 1000));
    scoreId = `${clock.id}:overdue`;
    const score = await until('the points', () => house.stores.scores.find(scoreId));

    expect(score).toMatchObject({
      ...{ kind: 'not-in-time', caseId, clockId: clock.id, unitId: 'U-office', points: -0.5 },
      ...{ at: clock.dueAt, by: { kind: 'system' } },
    });
    expect(score.appealUntil > score.recordedAt).toBe(true);
    const [decision] = await until('the decision', async () => {
      const found = await createDecisionStore(house.store).ofInstance(score.instanceKey);
      return found.length > 0 && found;
    });
    expect(decision).toMatchObject({
      ...{ decisionId: 'Decision_Demerit', version: 1, caseId },
      matchedRules: [{ index: 1 }],
    });
    const told = (await house.stores.notices.ofCase(caseId)).filter(
      ({ kind }) => kind === 'demerit',
    );
    expect(told.map(({ to }) => to.id).sort()).toEqual([
      'unit-deputy@U-office',
      'unit-principal@U-office',
    ]);
    expect(await verified()).toMatchObject({ violations: [] });
  });

  test('is appealed; the review comes to supervision with its case and corrects by an entry of its own', async () => {
    const score = await until('the points', () => house.stores.scores.find(scoreId));
    const by = handler;
    const appeal = await makeAppeal(house.stores, {
      ...{ score, ground: '当日系统停机两小时', paper: '云办〔2026〕18号', by, at: house.now() },
    });
    await expect(
      makeAppeal(house.stores, { score, ground: '再次', paper: null, by, at: house.now() }),
    ).rejects.toThrow('APPEAL_MADE');
    const tasks = createTaskStore(house.store);
    const task = await until('the review', async () =>
      (await tasks.openFor(['supervision'], 50)).find(({ action }) => action === 'review-demerit'),
    );
    expect(task).toMatchObject({ caseId: score.caseId, name: '复核扣分' });
    const done = {
      ...{ task, form: null, outputs: [{ source: '=outcome', target: 'outcome' }] },
      ...{ idempotencyKey: null, at: house.now() },
      fields: { outcome: 'withdrawn', why: '停机属实，非单位责任。' },
    };

    await expect(completeTask(house.stores, { ...done, by: handler })).rejects.toThrow(
      'OWN_APPEAL',
    );
    await completeTask(house.stores, { ...done, by: supervisor });

    const [correction] = await until('the correction', async () => {
      const found = await house.stores.scores.correctionsOf([scoreId]);
      return found.length > 0 && found;
    });
    expect(correction).toMatchObject({ appealId: appeal.id, before: -0.5, after: 0 });
    expect(await house.stores.scores.find(scoreId)).toEqual(score);
    expect(await verified()).toMatchObject({ violations: [] });
  });

  test('an occasion noted twice is judged once, and a commendation earns its point', async () => {
    const at = house.now();
    const commendation = {
      id: 'commendation:of-the-test',
      kind: 'commendation',
      unitId: 'U-shizheng',
      ...{ at, ground: '连续三个月办理满意率百分之百', by: supervisor },
      ...{ caseId: null, clockId: null, clockKind: null, regimeId: null },
    } as const;
    for (const _ of [1, 2])
      await house.store.transaction((tx) => noteOccasion(house.stores, tx, commendation, at));

    const score = await until('the merit', () => house.stores.scores.find(commendation.id));

    expect(score).toMatchObject({ points: 1, unitId: 'U-shizheng', by: { userId: 'P-hanbin' } });
    const found = await verified();
    expect(found.violations).toEqual([]);
    expect(found.seen).toBeGreaterThan(2);
  });
});
