import { describe, expect, test } from '@jest/globals';
import {
  buildElementValue,
  buildRecord,
  buildTaskValue,
  projected,
  recordedStream,
} from './stream.ts';

describe('a recorded complaint', () => {
  test('its tasks bear the case, the label of the diagram and the action they stand for', async () => {
    const { tasks = [] } = projected(await recordedStream()).all();

    const ofFirst = tasks.filter((task) => task.caseId === 'C-0');
    expect(
      ofFirst.map(({ elementId, name, action, state }) => ({ elementId, name, action, state })),
    ).toEqual([
      { elementId: 'check', name: '受理审查', action: 'accept', state: 'completed' },
      { elementId: 'approve', name: '签批', action: 'sign', state: 'completed' },
    ]);
    expect(ofFirst[0]?.candidateGroups).toEqual(['intake-clerk']);
  });

  test('a called instance belongs to the case of its caller', async () => {
    const { instances = [] } = projected(await recordedStream()).all();

    const called = instances.find(({ bpmnProcessId }) => bpmnProcessId === 'small-signing');
    const caller = instances.find(({ _id }) => _id === called?.parentKey);
    expect(called?.caseId).toBe('C-0');
    expect(called?.businessKey).toBe('C-0');
    expect(caller?.bpmnProcessId).toBe('complaint');
  });

  test('an ended instance shows its end event, its way, and no token', async () => {
    const { instances = [] } = projected(await recordedStream()).all();

    const ended = instances.find(
      ({ caseId, bpmnProcessId }) => caseId === 'C-0' && bpmnProcessId === 'complaint',
    );
    expect(ended).toMatchObject({ state: 'completed', endElementId: 'archived', tokens: {} });
    expect(ended?.elements.check).toEqual({ active: 0, completed: 1 });
    expect(Object.values(ended?.elements ?? {}).every(({ active }) => active === 0)).toBe(true);
  });

  test('a running instance shows where its token is', async () => {
    const { instances = [] } = projected(await recordedStream()).all();

    const running = instances.find(({ caseId }) => caseId === 'C-1');
    expect(running?.state).toBe('active');
    expect(running?.elements.check).toEqual({ active: 1, completed: 0 });
    expect(Object.values(running?.tokens ?? {})).toEqual(['check']);
  });

  test('a decision shows version, input and the row that matched', async () => {
    const { decisions = [] } = projected(await recordedStream()).all();

    expect(decisions.find(({ caseId }) => caseId === 'C-0')).toMatchObject({
      decisionId: 'Decision_Urgency',
      version: 1,
      inputs: [{ name: 'topic', value: '"safety"' }],
      matchedRules: [{ id: 'rule-safety', index: 1 }],
      output: '"urgent"',
      failed: null,
    });
  });

  test('a timer that rang says when, in engine time', async () => {
    const { timers = [] } = projected(await recordedStream()).all();

    expect(timers).toHaveLength(1);
    expect(timers[0]).toMatchObject({ state: 'triggered', elementId: 'window-over' });
    expect(timers[0]?.triggeredAt?.getTime()).toBeGreaterThan(timers[0]?.dueAt.getTime() ?? 0);
  });

  test('a definition names every partition that has shown it', async () => {
    const { definitions = [], forms = [] } = projected(await recordedStream()).all();

    expect(definitions.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual([
      'decision Decision_Urgency',
      'process complaint',
      'process small-signing',
      'requirements Requirements_Urgency',
    ]);
    expect([...definitions, ...forms].every(({ partitions }) => partitions.join() === '1,2')).toBe(
      true,
    );
    expect(definitions.find(({ id }) => id === 'complaint')?.name).toBe('诉求 & 办理');
  });

  test('nothing of it is a dead letter', async () => {
    expect(projected(await recordedStream()).all().dead_letters).toEqual([]);
  });
});

describe('a task', () => {
  test('that was cancelled is neither open nor completed', () => {
    const rows = projected([
      buildRecord({ position: 1 }),
      buildRecord({ position: 2, intent: 'CANCELED', at: new Date('2026-11-21T03:00:00Z') }),
    ]);

    expect(rows.find('tasks', '2251799813685300')).toMatchObject({
      state: 'canceled',
      endedAt: new Date('2026-11-21T03:00:00Z'),
      createdAt: new Date('2026-11-21T02:00:00Z'),
    });
  });

  test('follows the engine in its assignee and its candidates', () => {
    const rows = projected([
      buildRecord({ position: 1 }),
      buildRecord({ position: 2, intent: 'ASSIGNED', value: buildTaskValue({ assignee: 'u-1' }) }),
      buildRecord({
        position: 3,
        intent: 'UPDATED',
        value: buildTaskValue({ assignee: 'u-1', candidateGroups: ['office'] }),
      }),
    ]);

    expect(rows.find('tasks', '2251799813685300')).toMatchObject({
      assignee: 'u-1',
      candidateGroups: ['office'],
      state: 'open',
    });
  });

  test('without an action header is a plain step', () => {
    const rows = projected([buildRecord({ value: buildTaskValue({ headers: [] }) })]);

    expect(rows.find('tasks', '2251799813685300')?.action).toBeNull();
  });

  test('whose due date is no date has none', () => {
    const rows = projected([buildRecord({ value: buildTaskValue({ dueDate: 'tomorrow' }) })]);

    expect(rows.find('tasks', '2251799813685300')?.dueDate).toBeNull();
  });

  test('keeps every digit of a key beyond 2^53', () => {
    const key = '9007199254740993123';
    const rows = projected([
      buildRecord({ key, value: buildTaskValue({ userTaskKey: key, formKey: key }) }),
    ]);

    expect(rows.find('tasks', key)?.formKey).toBe(key);
  });
});

describe('an instance', () => {
  const element = (position: number, intent: string, fields: Readonly<Record<string, unknown>>) =>
    buildRecord({
      position,
      intent,
      valueType: 'PROCESS_INSTANCE',
      key: String(fields.token ?? 'token-1'),
      value: buildElementValue(fields),
    });

  test('counts a token that was cancelled neither as waiting nor as passed', () => {
    const rows = projected([
      element(1, 'ELEMENT_ACTIVATED', {}),
      element(2, 'ELEMENT_TERMINATED', {}),
    ]);

    expect(rows.find('instances', '2251799813685290')?.elements).toEqual({
      check: { active: 0, completed: 0 },
    });
  });

  test('counts the pieces of a multiple element, not the body around them', () => {
    const rows = projected([
      element(1, 'ELEMENT_ACTIVATED', { elementType: 'MULTI_INSTANCE_BODY', token: 'body' }),
      element(2, 'ELEMENT_ACTIVATED', { token: 'first' }),
      element(3, 'ELEMENT_ACTIVATED', { token: 'second' }),
      element(4, 'ELEMENT_COMPLETED', { token: 'first' }),
    ]);

    expect(rows.find('instances', '2251799813685290')?.elements.check).toEqual({
      active: 1,
      completed: 1,
    });
  });

  test('that migrated has its token where the new diagram has it', () => {
    const rows = projected([
      element(1, 'ELEMENT_ACTIVATED', {}),
      element(2, 'ELEMENT_MIGRATED', { elementId: 'examine' }),
    ]);

    expect(rows.find('instances', '2251799813685290')?.elements).toEqual({
      check: { active: 0, completed: 0 },
      examine: { active: 1, completed: 0 },
    });
  });

  test('may have elements called like parts of the language', () => {
    const rows = projected([element(1, 'ELEMENT_ACTIVATED', { elementId: 'constructor' })]);

    const elements = rows.find('instances', '2251799813685290')?.elements ?? {};
    expect(Object.entries(elements)).toEqual([['constructor', { active: 1, completed: 0 }]]);
  });

  test('of a clock belongs to the clock its start message named', () => {
    const rows = projected([
      buildRecord({
        valueType: 'MESSAGE_START_EVENT_SUBSCRIPTION',
        intent: 'CORRELATED',
        value: {
          bpmnProcessId: 'clock',
          processDefinitionKey: '1',
          processInstanceKey: '2',
          correlationKey: 'K-1',
        },
      }),
    ]);

    expect(rows.find('instances', '2')).toMatchObject({ clockId: 'K-1', caseId: null });
  });
});

describe('a stall', () => {
  const incident = (position: number, intent: string) =>
    buildRecord({
      position,
      intent,
      key: 'incident-1',
      valueType: 'INCIDENT',
      value: {
        errorType: 'JOB_NO_RETRIES',
        errorMessage: 'no unit for this area',
        processInstanceKey: '2251799813685290',
        elementId: 'dispatch',
        elementInstanceKey: '7',
        jobKey: '8',
      },
    });

  test('is open until the engine goes on', () => {
    expect(projected([incident(1, 'CREATED')]).find('stalls', 'incident-1')).toMatchObject({
      resolvedAt: null,
      message: 'no unit for this area',
    });
    const resolved = projected([incident(1, 'CREATED'), incident(2, 'RESOLVED')]);
    expect(resolved.find('stalls', 'incident-1')?.resolvedAt).toBeInstanceOf(Date);
  });

  test('shows an instance that the engine gave up, which raises no incident', () => {
    const rows = projected([
      buildRecord({
        position: 1,
        valueType: 'PROCESS_INSTANCE',
        intent: 'ELEMENT_ACTIVATED',
        value: buildElementValue(),
      }),
      buildRecord({
        position: 2,
        valueType: 'ERROR',
        intent: 'CREATED',
        key: null,
        value: { exceptionMessage: 'broken', processInstanceKey: '2251799813685290' },
      }),
    ]);

    expect(rows.find('stalls', 'error:1:2')).toMatchObject({ errorType: 'BANNED' });
    expect(rows.find('instances', '2251799813685290')?.state).toBe('banned');
  });
});

describe('a decision', () => {
  test('that failed before any table was read says which one and why', () => {
    const rows = projected([
      buildRecord({
        key: '50',
        valueType: 'DECISION_EVALUATION',
        intent: 'FAILED',
        value: {
          decisionId: 'Decision_Urgency',
          decisionName: '紧急程度',
          decisionKey: '5',
          decisionVersion: 3,
          processInstanceKey: null,
          elementId: 'decide',
          failureMessage: 'no variable topic',
          evaluated: [],
        },
      }),
    ]);

    expect(rows.find('decisions', '50:0')).toMatchObject({
      failed: 'no variable topic',
      version: 3,
    });
  });
});
