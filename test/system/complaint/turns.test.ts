import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Calendar } from '../../../processes/clock/calendar.ts';
import {
  addContribution,
  closeContributions,
  withdrawContribution,
} from '../../../workers/store/contributions.ts';
import type { InstanceRow } from '../../../workers/store/instances.ts';
import { answerQuestion, askQuestion } from '../../../workers/store/questions.ts';
import { withdrawCase } from '../../../workers/store/withdraw-case.ts';
import { usualFields } from '../../support/scripted-staff.ts';
import { until } from '../../support/until.ts';
import { actsIn, handlerOf, office } from './acts.ts';
import { type MovedHouse, openMovedHouse } from './moved-time.ts';

jest.setTimeout(240_000);

/** Weeks without holidays, so that days are easy to count: Monday is day 0. */
const monday = DateTime.now().setZone('Asia/Shanghai').startOf('week').plus({ weeks: 2 });
const at = (offset: number, time = '00:00:00') =>
  DateTime.fromISO(`${monday.plus({ days: offset }).toISODate()}T${time}`, {
    zone: monday.zone,
  }).toJSDate();
const plain = { holidays: [], makeups: [] };
const calendar: Calendar = {
  ...{ id: 'cn', version: 1, zone: 'Asia/Shanghai' },
  years: { [monday.year]: plain, [monday.year + 1]: plain },
};
const lead = handlerOf('U-shizheng');
let house: MovedHouse;

beforeAll(async () => {
  house = await openMovedHouse(calendar);
  await house.moveTo(at(0, '09:00:00'));
}, 120_000);
afterAll(() => house.close());

const { caseOf, tasks, act, assigned } = actsIn(() => house);

const back = {
  disposal: 'return',
  returnGround: 'other-unit-duty',
  returnReason: '职责清单第12条。',
};
const handled = { ...usualFields.propose, disposal: 'handle' };
const doneClock = (caseId: string) =>
  until('the clock', () => house.stores.clocks.find(`${caseId}:done`));

describe('a case that its units give back', () => {
  test('is decided on the second return: the ledger counts, the decision binds, the legal clock stays', async () => {
    const caseId = await assigned();
    const { dueAt } = await doneClock(caseId);

    await house.moveTo(at(1, '09:00:00'));
    const noGround = act(caseId, 'propose', lead, { ...back, returnGround: null });
    await expect(noGround).rejects.toThrow('FIELD_INVALID');
    const itself = act(caseId, 'propose', lead, { ...back, competentUnitId: 'U-shizheng' });
    await expect(itself).rejects.toThrow('SAME_UNIT');
    await act(caseId, 'propose', lead, back);
    const nowhere = act(caseId, 'reassign', office, { unitId: 'U-nowhere', founded: 'yes' });
    await expect(nowhere).rejects.toThrow('UNIT_UNKNOWN');
    await act(caseId, 'reassign', office, { unitId: 'U-huanbao', founded: 'yes' });
    await act(caseId, 'propose', handlerOf('U-huanbao'), back);
    const decision = { founded: 'no', arbitrationGround: '按职责清单由生态环境局承办。' };
    await act(caseId, 'arbitrate', office, { ...decision, unitId: 'U-huanbao' });
    const again = act(caseId, 'propose', handlerOf('U-huanbao'), back);
    await expect(again).rejects.toThrow('ARBITRATION_BINDS');
    await act(caseId, 'propose', handlerOf('U-huanbao'), handled);

    const { turns = [], status } = await caseOf(caseId);
    expect(status).toBe('proposed');
    expect(
      turns.map(({ unitId, endedBy, founded, binds }) => [unitId, endedBy, founded, binds]),
    ).toEqual([
      ['U-shizheng', 'return', true, false],
      ['U-huanbao', 'return', false, false],
      ['U-huanbao', null, null, true],
    ]);
    expect(turns[0]?.dueAt).toEqual(at(8));
    expect(turns[1]?.dueAt).toEqual(at(9));
    expect((await doneClock(caseId)).dueAt).toEqual(dueAt);
  });
});

describe('a question to the citizen', () => {
  test('lets the clock stand still until it is answered, once', async () => {
    const caseId = await assigned();
    const before = await doneClock(caseId);
    const place = { caseId, by: lead, at: house.now() };
    const questionId = await askQuestion(house.stores, place, '路灯在路的哪一侧？');
    await expect(askQuestion(house.stores, place, '再问一次')).rejects.toThrow('QUESTION_OPEN');
    await until('the question', async () => (await caseOf(caseId)).questions?.[0]?.state === 'put');
    expect((await caseOf(caseId)).clocks.find(({ kind }) => kind === 'done')?.paused).toMatchObject(
      {
        category: 'citizen-material',
      },
    );
    await expect(act(caseId, 'propose', lead, handled)).rejects.toThrow('ANSWER_AWAITED');

    await house.moveBy(2 * 86_400_000);
    const about = { caseId, questionId, at: house.now() };
    await answerQuestion(house.stores, about, '在北侧，靠近公交站。');
    const second = answerQuestion(house.stores, about, '在南侧。');
    await expect(second).rejects.toThrow('QUESTION_ANSWERED');

    expect((await doneClock(caseId)).dueAt.getTime()).toBeGreaterThan(before.dueAt.getTime());
    const entry = await house.stores.entries.newest(caseId, 'answer-question');
    expect(entry?.fields).toEqual({ answer: '在北侧，靠近公交站。' });
    await act(caseId, 'propose', lead, handled);
    expect((await caseOf(caseId)).status).toBe('proposed');
  });

  test('is not waited for longer than the rule says', async () => {
    const caseId = await assigned();
    const place = { caseId, by: lead, at: house.now() };
    const questionId = await askQuestion(house.stores, place, '路灯在路的哪一侧？');
    const put = await until('the question', async () => {
      const question = (await caseOf(caseId)).questions?.[0];
      return question?.until && question;
    });
    await house.armed(put.until ?? house.now());

    await house.moveTo(new Date((put.until ?? house.now()).getTime() + 1000));

    await until('the end of waiting', async () =>
      (await caseOf(caseId)).questions?.some(({ state }) => state === 'lapsed'),
    );
    const { pauses, status } = await doneClock(caseId);
    expect(pauses.map(({ to }) => to === null)).toEqual([false]);
    expect(status).toBe('running');
    const late = answerQuestion(house.stores, { caseId, questionId, at: house.now() }, '在北侧。');
    await expect(late).rejects.toThrow('QUESTION_CLOSED');
  });
});

describe('a case that several units handle', () => {
  const contribution = { contribution: '本单位已核查，线路权属清楚，可当日修复。' };

  test('waits for every part, one that was added among them, and not for one that was released', async () => {
    const caseId = await assigned(['U-huanbao', 'U-jiaotong']);
    await until(
      'the contributions',
      async () => (await caseOf(caseId)).contributions?.length === 2,
    );

    await act(caseId, 'contribute', handlerOf('U-huanbao'), contribution);
    const place = { caseId, by: lead, at: house.now() };
    const toItself = addContribution(house.stores, place, 'U-shizheng');
    await expect(toItself).rejects.toThrow('UNIT_ASKED');
    await addContribution(house.stores, place, 'U-minzheng');
    const jiaotong = (await caseOf(caseId)).contributions?.find(
      ({ unitId }) => unitId === 'U-jiaotong',
    );
    const released = { contributionId: jiaotong?.id ?? '', reason: '不涉及道路。' };
    await withdrawContribution(house.stores, place, released);
    await act(caseId, 'contribute', handlerOf('U-minzheng'), contribution);
    await act(caseId, 'propose', lead, handled);

    const { contributions = [], status } = await caseOf(caseId);
    expect(contributions.map(({ unitId, state }) => [unitId, state])).toEqual([
      ['U-huanbao', 'given'],
      ['U-jiaotong', 'withdrawn'],
      ['U-minzheng', 'given'],
    ]);
    expect(status).toBe('proposed');
  });

  test('goes on without the rest when the lead unit says why; afterwards nothing is added', async () => {
    const caseId = await assigned(['U-huanbao', 'U-jiaotong']);
    const task = await until('the task of the other unit', () =>
      tasks().findOne({
        ...{ caseId, action: 'contribute', state: 'open' },
        candidateGroups: 'unit-handler@U-jiaotong',
      }),
    );
    await act(caseId, 'contribute', handlerOf('U-huanbao'), contribution);

    const place = { caseId, by: lead, at: house.now() };
    await closeContributions(house.stores, place, '情况已查清。');
    await act(caseId, 'propose', lead, handled);

    await until(
      'the task taken away',
      async () => (await tasks().findOne({ _id: task._id }))?.state === 'canceled',
    );
    const late = addContribution(house.stores, place, 'U-minzheng');
    await expect(late).rejects.toThrow('JOINT_HANDLING_OVER');
  });
});

test('a case withdrawn by its sender loses its open task, its clocks and its instance', async () => {
  const caseId = await assigned();
  await until('the task of the unit', () =>
    tasks().findOne({ caseId, action: 'propose', state: 'open' }),
  );

  await withdrawCase(house.stores, caseId, house.now());
  await withdrawCase(house.stores, caseId, house.now());

  const { instanceKey, status, turns } = await caseOf(caseId);
  expect(status).toBe('withdrawn');
  expect(turns?.at(-1)?.endedBy).toBe('withdraw');
  expect(await doneClock(caseId)).toMatchObject({ status: 'met', metBy: 'withdraw' });
  const instance = await until('the end of the instance', async () => {
    const row = await house.store
      .rows<InstanceRow>('instances')
      .findOne({ _id: instanceKey ?? '' });
    return row?.state === 'completed' && row;
  });
  expect(instance.elements.Event_Withdrawn).toEqual({ active: 0, completed: 1 });
  expect(await tasks().countDocuments({ caseId, state: 'open' })).toBe(0);
  expect((await caseOf(caseId)).notices).toContain('withdrawn');
});
