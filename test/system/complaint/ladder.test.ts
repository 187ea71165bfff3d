import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import type { Role } from '../../../processes/roles.ts';
import { sha256 } from '../../../workers/platform/digest.ts';
import { completeTask } from '../../../workers/store/complete-task.ts';
import type { InstanceRow } from '../../../workers/store/instances.ts';
import type { LetterRow } from '../../../workers/store/letters.ts';
import { takeStep } from '../../../workers/store/step.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import { nothingStuck } from '../../../workers/verify/nothing-stuck.ts';
import { settled } from '../../support/settled.ts';
import { until } from '../../support/until.ts';
import { at, calendarOfTheTest, written, yearOf } from './ladder-days.ts';
import { type MovedHouse, openMovedHouse } from './moved-time.ts';

jest.setTimeout(240_000);

/** Workers that die after their work is kept, each once: the engine gives the job out again. */
const died = new Set<string>();
const dying = ['add-supervisor:committed', 'send-letter:committed'];
function dieOnce(name: string): void {
  if (!dying.includes(name) || died.has(name)) return;
  died.add(name);
  throw new Error('the worker died here');
}

let house: MovedHouse;
/** The one that nobody answers; one that is answered while the office is to phone; one answered before the first rung. */
let late: string;
let phoned: string;
let early: string;
const clockOf = (caseId: string) => `${caseId}:done`;

async function openTask(caseId: string, action: string, letter?: string): Promise<TaskRow> {
  return until(`the task ${action} ${letter ?? ''}`, async () => {
    const tasks = await house.store
      .rows<TaskRow>('tasks')
      .find({ caseId, action, state: 'open' })
      .toArray();
    return tasks.find(({ headers }) => headers.letter === letter);
  });
}

async function complete(task: TaskRow, role: Role, fields: Record<string, unknown>) {
  const by = { kind: 'staff', userId: `P-${role}`, role, unitId: 'U-shizheng' } as const;
  const outputs = Object.keys(fields).map((name) => ({ source: `=${name}`, target: name }));
  const known = ['accept', 'assign'].includes(task.action ?? '') ? outputs : [];
  const done = { task, form: null, outputs: known, fields, by, idempotencyKey: null };
  await completeTask(house.stores, { ...done, at: house.now() });
}

/** Accepted and with its unit, which then does nothing. */
async function assignedCase(): Promise<string> {
  const { caseId } = await house.submit();
  await complete(await openTask(caseId, 'accept'), 'intake-clerk', {
    acceptance: 'accepted',
    urgency: 'normal',
  });
  await complete(await openTask(caseId, 'assign'), 'office', { unitId: 'U-shizheng' });
  await openTask(caseId, 'propose');
  return caseId;
}

/** Waits for the timer of a rung and lets its time come. */
async function climbTo(rung: number, when: Date) {
  await house.armed(when);
  const before = await house.stores.ladders.find(clockOf(late));
  expect([before?.rung, before?.nextAt]).toEqual([rung - 1, when]);
  await house.moveTo(new Date(when.getTime() + 1000));
  return until(`rung ${rung}`, async () => {
    const ladder = await house.stores.ladders.find(clockOf(late));
    return ladder?.rung === rung ? ladder : null;
  });
}

async function letterOf(kind: LetterRow['kind']): Promise<LetterRow> {
  return until(`the ${kind}`, async () => {
    const letters = await house.stores.letters.ofCase(late);
    return letters.find((one) => one.kind === kind);
  });
}

async function textOf({ file }: LetterRow): Promise<string> {
  const bytes = await buffer(house.stores.attachments.read(file.id));
  expect(sha256(bytes)).toBe(file.sha256);
  const xml = unzipSync(bytes)['word/document.xml'];
  return strFromU8(xml ?? new Uint8Array()).replace(/<[^>]+>/g, '');
}

async function logged(caseId: string, type: string) {
  return (await house.stores.cases.log(caseId)).filter((action) => action.type === type);
}

async function answer(caseId: string): Promise<void> {
  await takeStep(house.stores, caseId, house.now(), () => ({ drafts: [], meets: ['done'] }));
}

async function ladderEnd(caseId: string) {
  return until('the end of the ladder', () =>
    house.store
      .rows<InstanceRow>('instances')
      .findOne({ clockId: clockOf(caseId), bpmnProcessId: 'escalation', state: 'completed' }),
  );
}

beforeAll(async () => {
  house = await openMovedHouse(calendarOfTheTest(), dieOnce);
  await house.moveTo(at(0, '09:00:00'));
  late = await assignedCase();
  phoned = await assignedCase();
  early = await assignedCase();
  await house.armed(at(15));
  await house.moveTo(at(15, '00:00:01'));
  await house.armed(at(17));
  await house.moveTo(at(17, '00:00:01'));
  for (const caseId of [late, phoned, early])
    await until('the first rung to be planned', async () => {
      return (await house.stores.ladders.find(clockOf(caseId)))?.nextAt != null;
    });
});

afterAll(() => house.close());

describe('the ladder of a clock that ran out at midnight', () => {
  test('waits through quiet hours, and never climbs when the clock is met in them', async () => {
    await house.armed(at(17, '07:00:00'));
    await answer(early);

    expect((await ladderEnd(early)).endElementId).toBe('Event_Met');
    expect(await logged(early, 'supervise')).toEqual([]);
    expect(await house.stores.ladders.find(clockOf(early))).toMatchObject({
      ...{ rung: 0, outcome: 'met', nextAt: null },
    });
  });

  test('adds the office in the morning and asks it to phone: once, though its worker died', async () => {
    await climbTo(1, at(17, '07:00:00'));
    await until('the worker to die', () => died.has('add-supervisor:committed'));
    await house.moveBy(61_000);

    await complete(await openTask(late, 'phone'), 'office', {
      ...{ calledWhom: '城市管理局 李强', calledOn: '2026-11-23', calledAt: '09:30' },
      said: '请今日办结。',
    });

    const ladder = await house.stores.ladders.find(clockOf(late));
    expect(ladder?.rungs[0]).toMatchObject({ means: 'phone', doneBy: 'P-office' });
    expect(await logged(late, 'supervise')).toHaveLength(1);
    const one = await house.stores.cases.find(late);
    expect(one?.supervisors).toEqual([{ role: 'office', clockId: clockOf(late), rung: 1 }]);
    expect(one?.unitId).toBe('U-shizheng');
  });

  test('stops while a task is open, the moment the clock is met: the task is called off', async () => {
    const task = await openTask(phoned, 'phone');
    await answer(phoned);

    expect((await ladderEnd(phoned)).endElementId).toBe('Event_Met');
    expect(await house.store.rows<TaskRow>('tasks').findOne({ _id: task._id })).toMatchObject({
      state: 'canceled',
    });
    expect((await house.stores.ladders.find(clockOf(phoned)))?.outcome).toBe('met');
  });

  test('sends the numbered letter after a working day, which is over the weekend: once, though its worker died', async () => {
    await climbTo(2, at(21, '07:00:00'));
    await until('the worker to die', () => died.has('send-letter:committed'));
    await house.moveBy(61_000);
    const letter = await letterOf('supervision-letter');
    const text = await textOf(letter);

    expect(letter.number).toBe(`督办函〔${yearOf(21)}〕1号`);
    const number = (await house.stores.cases.find(late))?.number ?? '';
    for (const part of [letter.number, number, '城市管理局：', '云溪市人民政府', written(21)])
      expect(text).toContain(part);
    expect(text).toContain(`应于${written(16)}前完成`);
    expect(text).toContain('已超期3个工作日');
    expect(text).not.toMatch(/[{}]/);

    const task = await openTask(late, 'receive-letter', 'supervision-letter');
    await complete(task, 'unit-handler', {});
    expect(await house.stores.letters.find(letter._id)).toMatchObject({
      receivedBy: 'P-unit-handler',
      receivedAt: expect.any(Date),
    });
    expect(await logged(late, 'issue-letter')).toHaveLength(1);
  });

  test('sends the assignment form in a series of its own two working days later', async () => {
    await climbTo(3, at(24, '07:00:00'));
    const form = await letterOf('assignment-form');

    expect(form.number).toBe(`交办表〔${yearOf(24)}〕1号`);
    expect(await textOf(form)).not.toMatch(/[{}]/);
    // The unit signs for nothing: the ladder goes on beside the open task.
    await openTask(late, 'receive-letter', 'assignment-form');
  });

  test('names the case in the bulletin', async () => {
    await climbTo(4, at(29, '07:00:00'));

    const named = await until('the name', async () => {
      const ladder = await house.stores.ladders.find(clockOf(late));
      return ladder?.namedAt ? ladder : null;
    });
    expect(named.rungs[3]).toMatchObject({ means: 'bulletin', doneAt: named.namedAt });
    expect(await house.stores.occasions.find(`${clockOf(late)}:bulletin`)).toMatchObject({
      ...{ kind: 'named-in-bulletin', unitId: 'U-shizheng' },
    });
  });

  test('asks for an explanation with a date of its own, after the holiday', async () => {
    const ladder = await climbTo(5, at(35, '07:00:00'));
    const task = await openTask(late, 'explain');

    expect(ladder.rungs[4]?.dueAt).toEqual(at(39));
    expect(task.dueDate).toEqual(at(39));
    await complete(task, 'unit-principal', {
      ...{ cause: '物料迟到。', measures: '已到货，正在更换。', doneBy: '2026-12-31' },
    });
  });

  test('sets the date of the rectification in a talk, and is decided by the leading group with its ground', async () => {
    await climbTo(6, at(43, '07:00:00'));
    await complete(await openTask(late, 'talk'), 'supervision', {
      ...{ talkedWith: '主要负责人', talkedOn: '2026-12-31', summary: '已约谈。' },
      ...{ rectification: '限期办结。', rectifyBy: '2027-01-15' },
    });
    await climbTo(7, at(51, '07:00:00'));
    await complete(await openTask(late, 'refer'), 'leading-group', {
      ...{ referral: 'refer', referralGround: '条例第十条', referredTo: '市纪委监委' },
    });
    const form = await openTask(late, 'receive-letter', 'assignment-form');
    await complete(form, 'unit-deputy', { remark: '已收到。' });

    expect((await ladderEnd(late)).endElementId).toBe('Event_TopReached');
    const ladder = await house.stores.ladders.find(clockOf(late));
    expect(ladder).toMatchObject({ outcome: 'top', rung: 7 });
    expect(ladder?.rungs.slice(5)).toMatchObject([{ rectifyBy: '2027-01-15' }, { referred: true }]);
    expect(ladder?.rungs.every(({ doneAt }) => doneAt !== null)).toBe(true);
  });

  test('leaves the case where it was, and nothing stuck', async () => {
    const one = await house.stores.cases.find(late);

    expect([one?.status, one?.unitId]).toEqual(['assigned', 'U-shizheng']);
    expect(one?.supervisors.map(({ rung }) => rung)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const finding = await settled(nothingStuck, house);
    expect(finding.violations).toEqual([]);
    expect(finding.seen).toBeGreaterThan(2);
  });
});
