import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Case } from '../../../processes/complaint/case.ts';
import type { Role } from '../../../processes/roles.ts';
import { completeTask } from '../../../workers/store/complete-task.ts';
import type { DecisionRow } from '../../../workers/store/decisions.ts';
import type { InstanceRow } from '../../../workers/store/instances.ts';
import { sendInterimReply } from '../../../workers/store/interim-reply.ts';
import { classifyCase, noteEvent } from '../../../workers/store/regimes.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import { nothingStuck } from '../../../workers/verify/nothing-stuck.ts';
import { readSet } from '../../../workers/zeebe/deploy.ts';
import { usualFields } from '../../support/scripted-staff.ts';
import { settled } from '../../support/settled.ts';
import { changed } from '../../support/shipped.ts';
import { until } from '../../support/until.ts';
import { at, festival, monthsAfter } from './festival-days.ts';
import { type MovedHouse, openMovedHouse } from './moved-time.ts';

jest.setTimeout(180_000);

let house: MovedHouse;
const cases = new Map<string, string>();
const idOf = (name: string) => cases.get(name) ?? '';
const about = (name: string, role: Role = 'office') => ({
  caseId: idOf(name),
  by: { kind: 'staff', userId: `P-${role}`, role, unitId: 'U-shizheng' } as const,
  at: house.now(),
});

/** Each as it comes in on Tuesday at ten. */
const handedIn = [
  ['city', { topic: 'environment' }],
  ['district', { channel: 'session' }],
  ['audit-simple', { topic: 'audit' }],
  ['audit-complex', { topic: 'audit' }],
  ['civil-defence', { topic: 'civil-defence', postedAt: at(0, '09:00:00') }],
  ['civil-defence-departments', { topic: 'civil-defence', postedAt: at(0, '09:00:00') }],
  ['civil-defence-government', { topic: 'civil-defence', postedAt: at(0, '09:00:00') }],
  ['town', { topic: 'town' }],
  ['board', { channel: 'board', collectedAt: at(1, '09:00:00') }],
  ['disclosure-request', { topic: 'disclosure-request' }],
] as const;

async function caseOf(name: string): Promise<Case> {
  const one = await house.stores.cases.find(idOf(name));
  if (one === null) throw new Error(`there is no case ${name}`);
  return one;
}

const underRegime = (name: string, regimeId = name) =>
  until(`${name} under ${regimeId}`, async () => (await caseOf(name)).regime?.id === regimeId);

/** Kind, due date and state of the clocks of a case. */
async function clocksOf(name: string) {
  const clocks = await house.stores.clocks.ofCase(idOf(name));
  return Object.fromEntries(
    clocks.map(({ id, dueAt }) => [id.slice(idOf(name).length + 1), dueAt]),
  );
}

/** Waits until the engine is to wake a clock, first for its warning where it has one. */
async function armed(name: string, kind: string) {
  const clock = await house.stores.clocks.find(`${idOf(name)}:${kind}`);
  if (clock === null) throw new Error(`${name} has no clock ${kind}`);
  await house.armed(clock.warnAt ?? clock.dueAt);
}

async function openTask(name: string, action: string): Promise<TaskRow> {
  return until(`the task ${action} of ${name}`, () =>
    house.store.rows<TaskRow>('tasks').findOne({ caseId: idOf(name), action, state: 'open' }),
  );
}

const leaving: readonly string[] = ['accept', 'assign', 'propose', 'endorse', 'sign'];

async function complete(name: string, action: keyof typeof usualFields, role: Role, own = {}) {
  return completeAs(name, action, role, { ...usualFields[action], ...own });
}

async function completeAs(name: string, action: string, role: Role, fields: object) {
  const task = await openTask(name, action);
  const { by, at: now } = about(name, role);
  const sent = leaving.includes(action) ? Object.keys(fields) : [];
  const outputs = sent.map((field) => ({ source: `=${field}`, target: field }));
  const done = { task, form: null, outputs, fields: { ...fields }, by, idempotencyKey: null };
  await completeTask(house.stores, { ...done, at: now });
  return task;
}

beforeAll(async () => {
  house = await openMovedHouse(festival());
  await house.moveTo(at(1, '10:00:00'));
  for (const [name, given] of handedIn)
    cases.set(name, (await house.submit(at(1, '10:00:00'), given)).caseId);
  const first = { 'audit-complex': 'audit-simple' } as const;
  for (const [name] of handedIn)
    await underRegime(
      name,
      name.startsWith('civil') ? 'civil-defence' : name === 'audit-complex' ? first[name] : name,
    );
});

afterAll(() => house.close());

describe('each regime, on moved clocks over the festival', () => {
  test('begins on receipt what begins with times of the case', async () => {
    expect(await clocksOf('city')).toEqual({ 'first-response': at(2, '10:00:00'), done: at(18) });
    expect(await clocksOf('district')).toEqual({});
    expect(await clocksOf('audit-simple')).toEqual({ done: at(12) });
    expect(await clocksOf('civil-defence')).toEqual({ 'first-response': at(4), done: at(4) });
    expect(await clocksOf('town')).toEqual({ 'first-response': at(2, '10:00:00'), done: at(18) });
    expect(await clocksOf('board')).toEqual({
      ...{ 'first-response': at(2, '09:00:00'), reply: at(12), done: monthsAfter(1, 1) },
    });
    expect(await clocksOf('disclosure-request')).toEqual({ done: at(36) });
  });

  test('another one applies when the weight of the matter is found', async () => {
    const reason = '需要其他部门配合';
    const found = [
      ['audit-complex', 'several-sections'],
      ['civil-defence-departments', 'other-departments'],
      ['civil-defence-government', 'board-decision'],
    ] as const;
    for (const [name, complexity] of found)
      await classifyCase(house.stores, about(name), { complexity, reason });
    for (const [name] of found) await underRegime(name);

    expect(await clocksOf('audit-complex')).toEqual({ 'first-response': at(12), done: at(29) });
    // The clock from posting goes on until the submission is recorded.
    expect(await clocksOf('civil-defence-departments')).toEqual({
      ...{ 'first-response': at(4), done: at(4) },
    });
    await expect(
      classifyCase(house.stores, about('audit-complex'), {
        complexity: 'several-sections',
        reason,
      }),
    ).rejects.toThrow('WEIGHT_UNCHANGED');
  });

  test('a recorded event begins the clocks that wait for it, once', async () => {
    for (const [name] of handedIn) await complete(name, 'accept', 'intake-clerk');
    for (const name of ['district', 'town', 'civil-defence'])
      await complete(name, 'assign', 'office');
    for (const name of ['district', 'town', 'civil-defence']) await openTask(name, 'propose');
    await house.moveTo(at(3, '15:30:00'));
    const note = (name: string, event: string, happenedAt: Date) =>
      noteEvent(house.stores, about(name), { event, happenedAt, paper: '' });

    await note('district', 'session-ended', at(2, '17:00:00'));
    await note('district', 'session-ended', at(2, '17:00:00'));
    await note('civil-defence-departments', 'submitted', at(3, '09:00:00'));
    await note('civil-defence-government', 'submitted-government', at(3, '09:00:00'));
    await note('town', 'sheet-received', at(3, '15:00:00'));

    expect(await clocksOf('district')).toEqual({ done: at(14) });
    expect((await clocksOf('civil-defence-departments')).done).toEqual(at(38));
    expect((await clocksOf('civil-defence-government')).done).toEqual(monthsAfter(3, 2));
    expect((await clocksOf('town')).facts).toEqual(at(12));
    await armed('district', 'done');
    await armed('civil-defence-departments', 'done');
    await armed('civil-defence-government', 'done');
    await armed('town', 'facts');
    expect((await caseOf('town')).regime?.waiting).toBeUndefined();
    await expect(note('city', 'submitted', at(3))).rejects.toThrow('EVENT_NOT_AWAITED');
  });

  test('one unit of the civil-defence office is on time with a timetable', async () => {
    const told = { text: '情况已经核实，正在安排维修。', until: '2027-12-01' };
    await sendInterimReply(house.stores, about('civil-defence', 'unit-deputy'), told);

    const done = await house.stores.clocks.find(`${idOf('civil-defence')}:done`);
    expect([done?.verdict, done?.metBy]).toEqual(['on-time', 'interim-reply']);
  });

  test('the town: facts met by the unit, its deputy endorses, the office writes, the head signs', async () => {
    await complete('town', 'propose', 'unit-handler');
    const facts = await house.stores.clocks.find(`${idOf('town')}:facts`);
    expect([facts?.verdict, facts?.metBy]).toEqual(['on-time', 'propose']);
    await complete('town', 'draft', 'unit-handler');

    const endorsed = await completeAs('town', 'endorse', 'unit-deputy', { decision: 'approved' });
    expect(endorsed.candidateGroups).toEqual(['unit-deputy@U-shizheng']);
    const written = await complete('town', 'draft', 'office');
    expect(written.candidateGroups).toEqual(['office']);
    const signed = await complete('town', 'sign', 'leading-group');
    expect(signed.candidateGroups).toEqual(['leading-group']);
  });

  test('the district: the principal endorses on paper, the office answers in time', async () => {
    await complete('district', 'propose', 'unit-handler');
    await complete('district', 'draft', 'unit-handler');
    const approved = { decision: 'approved' };
    await expect(completeAs('district', 'endorse', 'unit-principal', approved)).rejects.toThrow(
      'FIELD_INVALID',
    );
    await completeAs('district', 'endorse', 'unit-principal', {
      ...approved,
      paper: '〔2027〕3号',
    });
    const signed = await complete('district', 'sign', 'office');
    expect(signed.candidateGroups).toEqual(['office']);
    for (const name of ['town', 'district']) await complete(name, 'check', 'publication-checker');

    await until('the answer', async () => (await caseOf('district')).reply);
    const done = await house.stores.clocks.find(`${idOf('district')}:done`);
    expect([done?.status, done?.verdict]).toEqual(['met', 'on-time']);
  });

  test('what nobody answers runs out at its own time, and nothing else does', async () => {
    await house.moveTo(at(12, '00:00:01'));
    await until(
      'the verdict',
      async () =>
        (await house.stores.clocks.find(`${idOf('audit-simple')}:done`))?.verdict === 'overdue',
    );
    await until(
      'the other',
      async () => (await house.stores.clocks.find(`${idOf('board')}:reply`))?.verdict === 'overdue',
    );

    const late = await house.store.rows('clocks').find({ verdict: 'overdue' }).toArray();
    expect(late.map(({ _id }) => _id).toSorted()).toEqual(
      [`${idOf('audit-simple')}:done`, `${idOf('board')}:reply`].toSorted(),
    );
  });

  test('stays under its regime when the rule changes; the decision names version and row', async () => {
    const set = (await readSet('processes')).map((file) =>
      file.name === 'regime.dmn'
        ? {
            ...file,
            content: changed(file.content, /(Rule_Regime_City_Out5">\s*<text>)8/, '$110'),
          }
        : file,
    );
    await house.deploy(set, 'slower');
    const before = await clocksOf('city');
    const reason = '由一个科室办理';
    await classifyCase(house.stores, about('city'), { complexity: 'simple', reason });
    await until('the answer of the rule', async () => {
      return (await caseOf('city')).regimeAsk?.state === 'kept';
    });
    cases.set('newer', (await house.submit()).caseId);
    await underRegime('newer', 'city');

    expect(await clocksOf('city')).toEqual(before);
    const amounts = await house.store
      .rows<{ amount: number }>('clocks')
      .find({ caseId: { $in: [idOf('city'), idOf('newer')] }, kind: 'done' })
      .toArray();
    expect(amounts.map(({ amount }) => amount).toSorted()).toEqual([10, 8]);
    const decided = await until('the decisions', async () => {
      const rows = await house.store
        .rows<DecisionRow>('decisions')
        .find({ caseId: idOf('city'), decisionId: 'Decision_Regime' })
        .sort({ position: 1 })
        .toArray();
      return rows.length === 2 && rows;
    });
    expect(decided.map(({ version }) => version)).toEqual([1, 2]);
    expect(decided[0]?.matchedRules).toMatchObject([{ id: 'Rule_Regime_City', index: 10 }]);
  });

  test('leaves nothing stuck; each asking ended', async () => {
    const asked = await until('each asking to end', async () => {
      const rows = await house.store
        .rows<InstanceRow>('instances')
        .find({ bpmnProcessId: 'regime' })
        .toArray();
      const ended = rows.every(({ endElementId }) => endElementId !== null);
      return ended && rows.length === 5 && rows;
    });
    expect(asked.map(({ endElementId }) => endElementId).toSorted()).toEqual([
      ...['Event_RegimeChanged', 'Event_RegimeChanged', 'Event_RegimeChanged'],
      // Its unit became known, and a simple weight was found: both answered as before.
      ...['Event_RegimeKept', 'Event_RegimeKept'],
    ]);
    expect((await settled(nothingStuck, house)).violations).toEqual([]);
  });
});
