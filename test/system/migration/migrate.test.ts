import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { checkRebuild } from '../../../workers/projection/check-rebuild.ts';
import {
  type Arrow,
  awaits,
  type Drawn,
  drawDiagram,
  end,
  rings,
  startBy,
  userTask,
} from '../../support/draw-diagram.ts';
import { changed, shipped } from '../../support/shipped.ts';
import { until } from '../../support/until.ts';
import { createAlarms } from '../projection/world.ts';
import { openRunning, type RunningHouse, type Side } from './open-running.ts';

jest.setTimeout(240_000);

let house: RunningHouse;
beforeAll(async () => {
  house = await openRunning();
});
afterAll(() => house.stop());

const asking: Drawn = {
  ...{ tag: 'subProcess', id: 'Subprocess_Asked', attributes: 'triggeredByEvent="true"' },
  nodes: [
    {
      ...{ tag: 'startEvent', id: 'Event_Asked', attributes: 'isInterrupting="false"' },
      inner: awaits('Event_Asked', 'moving-asked'),
    },
    userTask('Task_Ask'),
    { tag: 'endEvent', id: 'Event_Answered' },
  ],
};
const late = (wait: string): Drawn => ({
  ...{ tag: 'boundaryEvent', id: 'Event_Late' },
  attributes: 'attachedToRef="Task_Look" cancelActivity="false"',
  inner: rings('Event_Late', wait),
});
const askingArrows: Arrow[] = [
  ['Event_Asked', 'Task_Ask'],
  ['Task_Ask', 'Event_Answered'],
  ['Event_Late', 'Event_TooLate'],
];
const tooLate: Drawn = { tag: 'endEvent', id: 'Event_TooLate' };
const messages = ['moving-started', 'moving-asked'];

/** A look with a timer beside it, and questions that may come meanwhile. */
const first = () =>
  drawDiagram(
    'moving',
    [startBy('moving-started'), userTask('Task_Look'), late('PT240H'), tooLate, asking, end],
    [['Start', 'Task_Look'], ['Task_Look', 'End'], ...askingArrows],
    messages,
  );
/** The same with one more step behind the look, and a timer that says one hour. */
const second = () =>
  drawDiagram(
    'moving',
    [
      ...[startBy('moving-started'), userTask('Task_Look'), userTask('Task_Extra')],
      ...[late('PT1H'), tooLate, asking, end],
    ],
    [['Start', 'Task_Look'], ['Task_Look', 'Task_Extra'], ['Task_Extra', 'End'], ...askingArrows],
    messages,
  );

const dates = async (instanceKey: string) =>
  (await house.timers.ofInstance(instanceKey)).map(({ _id, dueAt, state }) => ({
    ...{ _id, dueAt, state },
  }));

describe('cases that wait at a user task with a timer, and in an event sub-process', () => {
  let [from, to]: Partial<Side>[] = [{}, {}];
  const sides = () => {
    const side = ({ definitionKey = '', version = 0 }: Partial<Side> = {}) => ({
      ...{ definitionKey, version },
    });
    return { processId: 'moving', from: side(from), to: side(to) };
  };

  test('go to the new version, as the record stream shows, and every timer keeps its date', async () => {
    from = await house.deploy('moving.bpmn', first());
    const cases = ['m-1', 'm-2', 'm-3', 'm-4', 'm-5', 'm-6'];
    const rows = [];
    for (const caseId of cases) rows.push(await house.begin('moving-started', caseId));
    for (const { _id } of rows) await house.task(_id, 'Task_Look');
    await house.engine.publishMessage({
      ...{ name: 'moving-asked', correlationKey: 'm-1', messageId: 'q-1', ttlMs: 60_000 },
      variables: {},
    });
    const asked = rows[0]?._id ?? '';
    await house.task(asked, 'Task_Ask');
    const before = await Promise.all(rows.map(({ _id }) => dates(_id)));
    to = await house.deploy('moving.bpmn', second());

    const { run, items } = await house.migrate(sides());

    expect(run).toMatchObject({ state: 'done', total: 6, seen: 6 });
    expect(run.tally).toEqual({
      ...{ migrated: 6, held: 0, failed: 0, ended: 0, timersMoved: 0, clocksMoved: 0 },
    });
    expect(items.map(({ outcome }) => outcome)).toEqual(Array(6).fill('migrated'));
    expect(await Promise.all(rows.map(({ _id }) => dates(_id)))).toEqual(before);
    expect(before.flat().length).toBe(6);
    for (const { _id } of rows)
      expect(await house.instance(_id)).toMatchObject({ version: 2, ...processOf(sides().to) });
  });

  test('their tasks follow, and lead on to the next step of the new diagram', async () => {
    const [one] = await house.running.onVersion(sides().to.definitionKey, {
      after: null,
      limit: 1,
    });
    const key = one?._id ?? '';
    const look = await until('the task on the new version', async () => {
      const task = await house.task(key, 'Task_Look');
      return task.processVersion === 2 && task;
    });

    await house.engine.completeTask(look._id, {});

    expect(await house.task(key, 'Task_Extra')).toMatchObject({ processVersion: 2 });
  });

  test('a question that came before the move is answered after it', async () => {
    const key = (
      await house.store.rows<{ _id: string }>('instances').findOne({ businessKey: 'm-1' })
    )?._id;
    const ask = await house.task(key ?? '', 'Task_Ask');

    await house.engine.completeTask(ask._id, {});
    await until('the question to be closed', async () => {
      const { elements } = await house.instance(key ?? '');
      return elements.Event_Answered?.completed === 1;
    });
  });

  test('running it again moves nothing and asks the engine nothing', async () => {
    const told = house.told.length;

    const { run } = await house.migrate(sides());

    expect(run).toMatchObject({ state: 'done', total: 0, seen: 0 });
    expect(house.told.length).toBe(told);
  });

  test('one that was moved while the answer got lost counts as moved once', async () => {
    const third = await house.deploy('moving.bpmn', changed(second(), 'PT1H', 'PT2H'));
    const [one] = await house.running.onVersion(sides().to.definitionKey, {
      after: null,
      limit: 1,
    });
    const key = one?._id ?? '';
    const wish = { ...sides(), from: sides().to, to: third, only: [key] };
    const lost = {
      migrateInstance: async (
        instanceKey: string,
        plan: Parameters<typeof house.engine.migrateInstance>[1],
      ) => {
        await house.engine.migrateInstance(instanceKey, plan);
        // Told a second time: the engine refuses or repeats, either way it is there.
        return house.engine.migrateInstance(instanceKey, plan);
      },
    };

    const { run } = await house.migrate({ ...wish, engine: lost });

    expect(run.tally).toMatchObject({ migrated: 1, failed: 0 });
    expect(await house.instance(key)).toMatchObject({ version: 3 });
  });

  test('an answer without the move in the records counts as failed', async () => {
    const wish = { ...sides(), from: sides().to, to: sides().from };

    const { run, items } = await house.migrate({
      ...{ ...wish, shownWithinMs: 1500 },
      engine: { migrateInstance: async () => 'done' as const },
    });

    expect(run.tally).toMatchObject({ migrated: 0, failed: 5 });
    expect(items[0]?.refused).toEqual({ words: '', code: 'NOT_SHOWN' });
  });
});

function processOf({ definitionKey }: Side) {
  return { processDefinitionKey: definitionKey, state: 'active' };
}

describe('clocks that wait at a gateway of timer and messages', () => {
  test('move with their wake-up time unchanged, and go on when they are met', async () => {
    const text = await shipped('clock/clock.bpmn');
    const from = await house.deploy('clock.bpmn', text);
    const nextAt = new Date(Date.now() + 5 * 24 * 3_600_000);
    let isMet = false;
    const worker = house.engine.createWorker({
      ...{ type: 'clock:compute-next', fetchVariables: ['clockId'], maxActive: 4 },
      timeoutMs: 30_000,
      handle: async ({ key }) => {
        const running = { state: 'running', nextAt: nextAt.toISOString(), early: false };
        await house.engine.completeJob(key, isMet ? { state: 'met' } : running);
      },
    });
    const publish = (name: string) =>
      house.engine.publishMessage({
        ...{ name, correlationKey: 'c-1:done', messageId: `${name}:c-1`, ttlMs: 600_000 },
        variables: { clockId: 'c-1:done' },
      });
    await publish('clock-started');
    const timer = await until('the timer', () =>
      house.store
        .rows<{ _id: string; instanceKey: string; dueAt: Date; state: string }>('timers')
        .findOne({ dueAt: nextAt, state: 'created' }),
    );
    const to = await house.deploy(
      'clock.bpmn',
      changed(text, 'name="时限"', 'name="时限（新版）"'),
    );

    const { run } = await house.migrate({ processId: 'clock', from, to });

    expect(run.tally).toMatchObject({ migrated: 1, held: 0, failed: 0, timersMoved: 0 });
    expect(await dates(timer.instanceKey)).toEqual([
      { _id: timer._id, dueAt: nextAt, state: 'created' },
    ]);
    isMet = true;
    await publish('clock-met');
    await until('the clock to end', async () => {
      const instance = await house.instance(timer.instanceKey);
      return instance.endElementId === 'Event_Met' && instance.version === to.version;
    });
    await worker.stop(1000);
  });
});

describe('a case with a token at a parallel join', () => {
  const drawing = (name: string) =>
    drawDiagram(
      'joining',
      [
        ...[startBy('joining-started'), userTask('Task_A', { name }), userTask('Task_B')],
        { tag: 'parallelGateway', id: 'Gateway_Fork' },
        { tag: 'parallelGateway', id: 'Gateway_Join' },
        ...[userTask('Task_Then'), end],
      ],
      [
        ['Start', 'Gateway_Fork'],
        ['Gateway_Fork', 'Task_A'],
        ['Gateway_Fork', 'Task_B'],
        ['Task_A', 'Gateway_Join'],
        ['Task_B', 'Gateway_Join'],
        ['Gateway_Join', 'Task_Then'],
        ['Task_Then', 'End'],
      ],
      ['joining-started'],
    );

  test('is told before, not tried and left as it was; its neighbour moves', async () => {
    const from = await house.deploy('joining.bpmn', drawing('甲'));
    const waiting = await house.begin('joining-started', 'j-1');
    const free = await house.begin('joining-started', 'j-2');
    await house.engine.completeTask((await house.task(waiting._id, 'Task_A'))._id, {});
    await until('the token at the join', async () => {
      const { elements } = await house.instance(waiting._id);
      return elements.Task_A?.completed === 1;
    });
    await house.task(free._id, 'Task_A');
    const to = await house.deploy('joining.bpmn', drawing('乙'));
    const told = house.told.length;

    const { run, items } = await house.migrate({ processId: 'joining', from, to });

    expect(run.tally).toMatchObject({ migrated: 1, held: 1, failed: 0 });
    const held = items.find(({ instanceKey }) => instanceKey === waiting._id);
    expect(held).toMatchObject({ outcome: 'held', obstacles: [{ code: 'PARALLEL_JOIN' }] });
    expect(house.told.slice(told)).toEqual([free._id]);
    expect(await house.instance(waiting._id)).toMatchObject({ version: 1 });
    await house.engine.completeTask((await house.task(waiting._id, 'Task_B'))._id, {});
    expect(await house.task(waiting._id, 'Task_Then')).toMatchObject({ processVersion: 1 });
  });
});

test('the projection of all this is what its records say', async () => {
  const findings = await checkRebuild(house.store, createAlarms().logger);

  expect(findings.filter(({ isEqual }) => !isEqual)).toEqual([]);
});
