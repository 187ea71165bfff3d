import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readModels } from '../../../workers/zeebe/lint/read-set.ts';
import { shippedSet } from '../../support/shipped.ts';
import { afterAnswerPaths } from './after-answer-paths.ts';
import { contributionPaths } from './contribution-paths.ts';
import { extensionPaths } from './extension-paths.ts';
import { handoverPaths } from './handover-paths.ts';
import { incidentPaths } from './incident-paths.ts';
import { instructionPaths } from './instruction-paths.ts';
import { describeLadder } from './ladder-paths.ts';
import { mergePaths } from './merge-paths.ts';
import { type Answers, type ModelEngine, openModelEngine } from './model-engine.ts';
import { questionPaths } from './question-paths.ts';
import { reassignmentPaths } from './reassignment-paths.ts';
import { regimePaths, signOffPaths } from './regime-paths.ts';
import { scorePaths } from './score-paths.ts';
import { tierPaths } from './tier-paths.ts';

// A net only: the engine is started, and shares the machine.
jest.setTimeout(180_000);

const day = 86_400_000;
const opened = {
  claimed: true,
  channel: 'web',
  topic: 'urban-rural-construction',
  ...{ area: null, unitId: null, complexity: null },
  receivedAt: '2026-11-20T08:00:00.000Z',
};
const open: Answers = {
  'complaint:open-case': [opened],
  'publication:publish-reply': [{ published: true }],
};
const reached = new Set<string>();
let engine: ModelEngine;

beforeAll(async () => {
  engine = await openModelEngine();
});
afterAll(() => engine?.close());

async function endsOf(processId: string) {
  const ends = await engine.ends(processId);
  for (const end of ends) reached.add(end);
  return ends;
}

test('the whole set is deployed in one call', () => {
  const ids = (kind: string) =>
    engine.deployed
      .filter((one) => one.kind === kind)
      .map(({ id }) => id)
      .sort();

  expect(ids('process')).toEqual([
    'clock',
    'complaint',
    'contact-sheet',
    'contribution',
    'demerit',
    'demerit-appeal',
    'duty-call',
    'escalation',
    'extension',
    'handover',
    'incident',
    ...['instruction', 'look-back'],
    ...['merge', 'monitoring', 'promise', 'publication', 'question'],
    ...['reassignment', 'recourse', 'regime'],
    'sign-off',
    'tier',
  ]);
  expect(ids('decision')).toHaveLength(17);
  expect(ids('form')).toHaveLength(35);
});

describe('a complaint', () => {
  test('that another instance holds already ends at once', async () => {
    await engine.start(
      'complaint-received',
      { caseId: 'c-twice' },
      {
        'complaint:open-case': [{ ...opened, claimed: false }],
      },
    );

    expect(await endsOf('complaint')).toEqual(['complaint Event_StartedTwice']);
  });

  test('that is not accepted ends when the sender was told', async () => {
    await engine.start('complaint-received', { caseId: 'c-refused' }, open);

    const task = await engine.doTask('Task_PreCheck', { acceptance: 'refused', urgency: 'normal' });

    expect(task).toEqual({ groups: ['intake-clerk'], action: 'accept' });
    expect(await endsOf('complaint')).toEqual(['complaint Event_Refused']);
    expect(engine.served.at(-1)).toBe('complaint:notify-refused');
  });

  test('that belongs to another body ends when it was handed over', async () => {
    await engine.start('complaint-received', { caseId: 'c-not-ours' }, open);

    await engine.doTask('Task_PreCheck', { acceptance: 'not-ours', urgency: 'normal' });

    expect(await endsOf('complaint')).toEqual(['complaint Event_HandedOver']);
    expect(engine.served.at(-1)).toBe('complaint:hand-over');
  });

  test('goes through a returned draft to a published reply, a rating and the archive', async () => {
    await engine.start('complaint-received', { caseId: 'c-public' }, open);

    await engine.doTask('Task_PreCheck', { acceptance: 'accepted', urgency: 'normal' });
    expect(await engine.doTask('Task_Assign', { unitId: 'U-shizheng' })).toEqual({
      groups: ['office'],
      action: 'assign',
    });
    expect(await engine.doTask('Task_Propose', { weight: 'simple', keyMatter: 'no' })).toEqual({
      groups: ['unit-handler@U-shizheng'],
      action: 'propose',
    });
    expect(await engine.doTask('Task_Draft', {})).toEqual({
      groups: ['unit-handler@U-shizheng'],
      action: 'draft',
    });
    expect(await engine.doTask('Task_Sign', { decision: 'returned' })).toEqual({
      groups: ['unit-deputy@U-shizheng'],
      action: 'sign',
    });
    await engine.doTask('Task_Draft', {});
    await engine.doTask('Task_Sign', { decision: 'approved' });
    expect(await engine.doTask('Task_PublicationCheck', {})).toEqual({
      groups: ['publication-checker'],
      action: 'check',
    });
    await engine.tell('complaint-rated', 'c-public');

    expect(await endsOf('complaint')).toEqual([
      'sign-off Event_Returned',
      'sign-off Event_Signed',
      'publication Event_AnsweredInPublic',
      'complaint Event_Archived',
    ]);
  });

  test('withdrawn by its sender takes its open task away and ends', async () => {
    await engine.start('complaint-received', { caseId: 'c-withdrawn' }, open);

    await engine.doTask('Task_PreCheck', { acceptance: 'accepted', urgency: 'normal' });
    await engine.tell('complaint-withdrawn', 'c-withdrawn');

    expect(await endsOf('complaint')).toEqual(['complaint Event_Withdrawn']);
    expect(engine.served.at(-1)).toBe('complaint:close-withdrawn');
  });

  test('that may not be published is answered to its sender alone, and archived after fifteen days', async () => {
    const alone: Answers = { ...open, 'publication:publish-reply': [{ published: false }] };
    await engine.start('complaint-received', { caseId: 'c-alone' }, alone);

    await engine.doTask('Task_PreCheck', { acceptance: 'accepted', urgency: 'urgent' });
    await engine.doTask('Task_Assign', { unitId: 'U-huanbao' });
    await engine.doTask('Task_Propose', { weight: 'board-decision', keyMatter: 'no' });
    await engine.doTask('Task_Draft', {});
    expect((await engine.doTask('Task_Sign', { decision: 'approved' })).groups).toEqual([
      'leading-group',
    ]);
    await engine.doTask('Task_PublicationCheck', {});
    await engine.passTime(15 * day);

    expect(await endsOf('complaint')).toEqual([
      'sign-off Event_Signed',
      'publication Event_AnsweredPrivately',
      'complaint Event_Archived',
    ]);
  });
});

describe('a clock', () => {
  const running = { state: 'running', nextAt: '2126-01-01T00:00:00.000Z' };

  test('is computed anew when it is moved, when it rings and when it is met', async () => {
    const before = engine.served.length;
    const due = { state: 'running', nextAt: '2026-01-01T00:00:00.000+08:00' };
    const answers = [running, due, running, { state: 'met', nextAt: null }];
    await engine.start('clock-started', { clockId: 'k-met' }, { 'clock:compute-next': answers });

    await engine.tell('clock-moved', 'k-met');
    await engine.servedTimes('clock:ring', 1);
    await engine.tell('clock-met', 'k-met');

    expect(await endsOf('clock')).toEqual(['clock Event_Met']);
    expect(engine.served.slice(before)).toEqual([
      'clock:compute-next',
      'clock:compute-next',
      'clock:ring',
      'clock:compute-next',
      'clock:compute-next',
    ]);
  });

  test('rings when its time comes, and ends with the verdict', async () => {
    const soon = { state: 'running', nextAt: new Date(Date.now() + 100 * day).toISOString() };
    const answers = [soon, { state: 'overdue', nextAt: null }];
    await engine.start('clock-started', { clockId: 'k-over' }, { 'clock:compute-next': answers });

    await engine.passTime(101 * day);

    expect(await endsOf('clock')).toEqual(['clock Event_Overdue']);
    expect(engine.served.filter((type) => type === 'clock:ring')).toHaveLength(2);
  });

  test('that rings before its time by the clock of the house waits before it asks again', async () => {
    const due = { state: 'running', nextAt: '2026-01-01T00:00:00.000Z' };
    const say = {
      'clock:compute-next': [due, due, due, { state: 'overdue', nextAt: null }],
      'clock:ring': [{ early: true }, { early: true }, { early: false }],
    };
    const before = engine.served.length;
    await engine.start('clock-started', { clockId: 'k-lag' }, say);

    await engine.passTime(31_000, 2);
    await engine.passTime(31_000, 3);

    expect(await endsOf('clock')).toEqual(['clock Event_Overdue']);
    expect(
      engine.served.slice(before).filter((type) => type === 'clock:compute-next'),
    ).toHaveLength(4);
  });

  test('that another instance wakes already ends at once', async () => {
    const answers = [{ state: 'duplicate', nextAt: null }];
    await engine.start('clock-started', { clockId: 'k-twice' }, { 'clock:compute-next': answers });

    expect(await endsOf('clock')).toEqual(['clock Event_StartedTwice']);
  });
});

describeLadder(() => engine, endsOf);

scorePaths({ engine: () => engine, endsOf });

describe('a case given back by its unit', () => reassignmentPaths(() => engine, endsOf));
describe('a case that several units handle', () => contributionPaths(() => engine, endsOf));
describe('a case handed over', () => handoverPaths(() => engine, endsOf));

describe('an answer that the office gives for a unit', () =>
  signOffPaths(() => engine, endsOf, open));

describe('a regime that is asked for again', () => regimePaths(() => engine, endsOf));

describe('a question to the citizen', () => questionPaths(() => engine, endsOf));
describe('an instruction of a leader', () => instructionPaths(() => engine, endsOf));
describe('after the answer', () => afterAnswerPaths(() => engine, endsOf));
describe('a case at a unit below', () => tierPaths(() => engine, endsOf));
describe('a request for more time', () => extensionPaths(() => engine, endsOf));
describe('a case that joined another one', () => mergePaths(() => engine, endsOf));
describe('an incident', () => incidentPaths(() => engine, endsOf));

test('every end of every shipped diagram was reached', async () => {
  const { diagrams } = await readModels(await shippedSet());
  const drawn = diagrams.flatMap(({ diagram }) =>
    diagram.elements
      .filter(({ type }) => type === 'endEvent')
      .map(({ process, id }) => `${process} ${id}`),
  );

  expect(drawn.length).toBeGreaterThan(10);
  expect([...reached].sort()).toEqual(drawn.sort());
});

test('every row of every shipped decision answers for its inputs', async () => {
  const { decisions } = await readModels(await shippedSet());
  // Of several values that fit, the first.
  const first = (cell: string) =>
    cell.replace(/^("[^"]*"),.*$/, '$1').replace(/^\[(\d+)\.\.\d+\]$/, '$1');
  const literal = (cell: string): unknown => (cell === '' ? null : JSON.parse(first(cell)));
  const rows = decisions.flatMap(({ decision }) =>
    decision.rules.map((rule) => {
      const cells = (columns: readonly string[], values: readonly string[]) =>
        columns.map((name, column) => [name, literal(values[column] ?? '')] as const);
      const inputs = cells(
        decision.inputs.map(({ expression }) => expression),
        rule.inputs,
      );
      const outputs = cells(
        decision.outputs.map(({ name }) => name),
        rule.outputs,
      );
      // A table with one output answers with the bare value.
      const answer = outputs.length === 1 ? outputs[0]?.[1] : Object.fromEntries(outputs);
      return { decision: decision.id, rule: rule.id, inputs: Object.fromEntries(inputs), answer };
    }),
  );

  const answered = [];
  for (const row of rows)
    answered.push({ ...row, answer: await engine.decide(row.decision, row.inputs) });

  expect(new Set(rows.map(({ decision }) => decision)).size).toBe(17);
  expect(answered).toEqual(rows);
});
