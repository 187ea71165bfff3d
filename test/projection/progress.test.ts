import { expect, test } from '@jest/globals';
import { mongo } from 'mongoose';
import { Overtaken, openProgress, type ProgressDeps } from '../../workers/projection/progress.ts';
import { createRows } from '../../workers/projection/rows.ts';
import type { EngineRecordRow } from '../../workers/store/engine-records.ts';
import type { Step } from '../../workers/store/projected.ts';
import { buildRecord, buildTaskValue } from './stream.ts';

/** A store in memory; `refuse` says which steps the database would not take. */
function buildDeps(
  records: readonly EngineRecordRow[],
  refuse: (step: Step) => boolean = () => false,
) {
  const rows = createRows();
  const alarms: unknown[] = [];
  const steps: Step[] = [];
  const state = { epoch: 1, position: 0 };
  const logger: ProgressDeps['logger'] = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: (event, fields) => alarms.push({ event, ...fields }),
    of: () => logger,
  };
  const deps: ProgressDeps = {
    logger,
    positions: {
      all: async () => [],
      openPartition: async (_, epoch) => epoch === state.epoch,
    },
    records: {
      between: async (partition, after, upTo, limit) =>
        records
          .filter((row) => row.partition === partition)
          .filter(({ position }) => position > after && position <= upTo)
          .slice(0, limit),
    },
    projected: {
      load: async (name, keys) => keys.map((key) => rows.find(name, key)).filter((row) => !!row),
      commit: async (step) => {
        if (refuse(step)) throw new mongo.MongoServerError({ code: 2, errmsg: 'bad value' });
        if (step.epoch !== state.epoch || step.from !== state.position) return false;
        state.position = step.to;
        rows.put(step.changes);
        steps.push(step);
        return true;
      },
    },
  };
  return { deps, rows, alarms, steps, state };
}

const threeTasks = [1, 2, 3].map((position) =>
  buildRecord({ position, value: buildTaskValue({ userTaskKey: `t-${position}` }) }),
);

test('records up to the watermark are projected in one step, those behind it wait', async () => {
  const { deps, rows, steps } = buildDeps(threeTasks);
  const progress = await openProgress(deps, 1, 100);

  expect(await progress.step(1, 2)).toBe(true);
  expect(await progress.step(1, 2)).toBe(false);

  expect(steps.map(({ from, to }) => [from, to])).toEqual([[0, 2]]);
  expect(rows.find('tasks', 't-3')).toBeUndefined();
});

test('a large backlog goes in several steps', async () => {
  const { deps, steps } = buildDeps(threeTasks);
  const progress = await openProgress(deps, 1, 2);

  await progress.step(1, 3);
  await progress.step(1, 3);

  expect(steps.map(({ to }) => to)).toEqual([2, 3]);
});

test('who has lost the lease writes nothing more', async () => {
  const { deps, rows, state } = buildDeps(threeTasks);
  const progress = await openProgress(deps, 1, 100);
  await progress.step(1, 1);

  state.epoch = 2;

  await expect(progress.step(1, 3)).rejects.toBeInstanceOf(Overtaken);
  expect(rows.find('tasks', 't-2')).toBeUndefined();
});

test('who has lost the lease opens no new partition either', async () => {
  const { deps, state } = buildDeps(threeTasks);
  const progress = await openProgress(deps, 1, 100);

  state.epoch = 2;

  await expect(progress.step(1, 3)).rejects.toBeInstanceOf(Overtaken);
});

test('a record whose row the database refuses becomes a dead letter, alone, with an alarm', async () => {
  const { deps, rows, alarms } = buildDeps(threeTasks, ({ changes }) =>
    (changes.tasks ?? []).some(({ _id }) => _id === 't-2'),
  );
  const progress = await openProgress(deps, 1, 100);

  await progress.step(1, 3);

  expect(rows.all().tasks?.map(({ _id }) => _id)).toEqual(['t-1', 't-3']);
  expect(rows.find('dead_letters', '1:2')?.reason).toBe('bad value');
  expect(alarms).toMatchObject([{ event: 'projection.dead-letter', record: '1:2' }]);
  expect(progress.positions().get(1)).toBe(3);
});

test('an error that may pass is raised, and nothing counts as projected', async () => {
  const { deps } = buildDeps(threeTasks);
  const away = new Error('nobody answers');
  const progress = await openProgress(
    { ...deps, projected: { ...deps.projected, commit: () => Promise.reject(away) } },
    1,
    100,
  );

  await expect(progress.step(1, 3)).rejects.toBe(away);
  expect(progress.positions().get(1)).toBe(0);
});
