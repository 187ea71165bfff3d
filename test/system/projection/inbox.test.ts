import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { checkRebuild } from '../../../workers/projection/check-rebuild.ts';
import type { Projection } from '../../../workers/projection/projector.ts';
import { createDecisionStore } from '../../../workers/store/decisions.ts';
import { createDefinitionStore } from '../../../workers/store/definitions.ts';
import { createInstanceStore } from '../../../workers/store/instances.ts';
import { createTaskStore } from '../../../workers/store/tasks.ts';
import { createTimerStore } from '../../../workers/store/timers.ts';
import {
  createAlarms,
  type Database,
  project,
  startDatabase,
  startEngine,
  until,
} from './world.ts';

jest.setTimeout(180_000);

const DAY_MS = 24 * 3600 * 1000;

describe('the inbox', () => {
  let database: Database;
  let zeebe: Awaited<ReturnType<typeof startEngine>>;
  let projection: Projection;

  beforeAll(async () => {
    database = await startDatabase();
    projection = project(database.store);
    zeebe = await startEngine(database.uri);
  });

  afterAll(async () => {
    await zeebe?.stop();
    await projection?.stop();
    await database?.stop();
  });

  function publish(caseId: string, topic: string) {
    return zeebe.engine.publishMessage({
      name: 'complaint-received',
      correlationKey: caseId,
      messageId: caseId,
      ttlMs: 3_600_000,
      variables: { caseId, topic },
    });
  }

  function openTask(caseId: string, elementId: string) {
    const tasks = createTaskStore(database.store);
    return until(async () =>
      (await tasks.openOfCase(caseId)).find((task) => task.elementId === elementId),
    );
  }

  test('shows a task of the engine with case, label, form and candidates', async () => {
    await publish('C-shown', 'safety');

    const task = await openTask('C-shown', 'check');

    expect(task).toMatchObject({
      name: '受理审查',
      action: 'accept',
      candidateGroups: ['intake-clerk'],
      clockId: null,
    });
    const definitions = createDefinitionStore(database.store);
    const form = await until(() => definitions.findForm(task.formKey ?? ''));
    expect(form.formId).toBe('small-check');
  });

  test('follows a complaint the whole way through a called diagram and a timer', async () => {
    await publish('C-whole', 'noise');
    const check = await openTask('C-whole', 'check');
    await zeebe.engine.completeTask(check._id, { acceptance: 'accepted' });

    const approve = await openTask('C-whole', 'approve');
    await zeebe.engine.assignTask(approve._id, 'u-1');
    const tasks = createTaskStore(database.store);
    await until(async () => (await tasks.find(approve._id))?.assignee === 'u-1');
    await zeebe.engine.completeTask(approve._id, {});

    const timers = createTimerStore(database.store);
    const timer = await until(async () => (await timers.ofInstance(check.instanceKey))[0]);
    expect(timer.state).toBe('created');
    await zeebe.addTime(16 * DAY_MS);

    const instances = createInstanceStore(database.store);
    const ended = await until(async () => {
      const instance = await instances.find(check.instanceKey);
      return instance?.state === 'completed' && instance;
    });
    expect(ended.endElementId).toBe('archived');
    expect(ended.elements.sign).toEqual({ active: 0, completed: 1 });
    expect((await instances.ofCase('C-whole')).map(({ bpmnProcessId }) => bpmnProcessId)).toEqual([
      'complaint',
      'small-signing',
    ]);
    expect((await timers.ofInstance(check.instanceKey))[0]?.state).toBe('triggered');
    const [decision] = await createDecisionStore(database.store).ofCase('C-whole');
    expect(decision).toMatchObject({ output: '"normal"', matchedRules: [{ index: 2 }] });
  });

  test('never shows what a form sent', async () => {
    await publish('C-private', 'noise');
    const check = await openTask('C-private', 'check');
    await zeebe.engine.completeTask(check._id, { acceptance: 'accepted', phone: 'canary-1380000' });
    await openTask('C-private', 'approve');

    const records = await database.store.rows('engine_records').find({}).toArray();

    expect(JSON.stringify(records)).not.toContain('canary-1380000');
  });

  test('knows a definition to be in force once every partition has shown it', async () => {
    const definitions = createDefinitionStore(database.store);

    const shown = await until(async () => {
      const newest = await definitions.newest('process', 'complaint');
      return newest?.partitions.length === 2 && newest;
    });

    expect(shown.partitions).toEqual([1, 2]);
    expect(shown.labels.check).toBe('受理审查');
  });

  test('goes on after the database was killed', async () => {
    await publish('C-before', 'noise');
    await openTask('C-before', 'check');

    await database.killAndRestart();
    await publish('C-after', 'noise');

    await openTask('C-after', 'check');
  });

  test('shows nothing twice when the engine was killed and repeats what it had not acknowledged', async () => {
    await publish('C-power', 'noise');
    const check = await openTask('C-power', 'check');

    await zeebe.killAndRestart();
    await publish('C-again', 'noise');
    await openTask('C-again', 'check');

    const tasks = await createTaskStore(database.store).ofCase('C-power');
    expect(tasks).toEqual([check]);
    const findings = await checkRebuild(database.store, createAlarms().logger);
    expect(findings.filter(({ isEqual }) => !isEqual)).toEqual([]);
    expect(await database.store.rows('dead_letters').countDocuments()).toBe(0);
  });
});
