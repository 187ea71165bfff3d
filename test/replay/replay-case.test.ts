import { describe, expect, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { type ClockFacts, type ClockRecord, startClock } from '../../processes/clock/clock.ts';
import { differencesOf } from '../../processes/replay/differences.ts';
import type { PastCase, RuleAnswer, RuleTable } from '../../processes/replay/past-case.ts';
import { questionsOf } from '../../processes/replay/questions.ts';
import { replayCase } from '../../processes/replay/replay-case.ts';
import { noReplayTally, tallied, unitRanks } from '../../processes/replay/tally.ts';

const calendar = chineseCalendar();
const at = (iso: string) => new Date(`${iso}+08:00`);
const received = at('2026-11-02T09:00:00');

function past(change: Partial<PastCase> = {}): PastCase {
  return {
    ...{ id: 'C-1', number: 'HY-1', channel: 'web', topic: 'environment', area: null },
    ...{ unitId: 'U-huanbao', closedAt: null, decisions: [], clocks: [] },
    times: { posted: null, collected: received, received },
    ...change,
  };
}

const city = {
  ...{ id: 'city', startEvent: 'received', firstAmount: 24, firstUnit: 'h', warnAmount: 2 },
  ...{ doneAmount: 8, doneUnit: 'wd', warnUnit: 'wd', answeredBy: 'unit', publishes: true },
};
const answer = (output: unknown, row = 'R', index = 1): RuleAnswer => ({
  ...{ output, failure: null },
  rows: [{ id: row, index }],
});
const ground = { calendarOf: () => calendar, asOf: at('2026-11-30T12:00:00') };
const table = (decisionId: string, ...names: string[]): RuleTable => ({
  decisionId,
  inputs: names.map((variable) => ({ id: `I_${variable}`, variable })),
});
const tablesOf = (...all: RuleTable[]) =>
  new Map(all.map((one) => [one.decisionId, [one]] as const));

function regimeCase(change: Partial<PastCase>, after: object) {
  const one = past(change);
  const [question] = questionsOf(one, tablesOf(table('Decision_Regime', 'channel', 'topic')));
  if (question === undefined) throw new Error('nothing was asked');
  return replayCase(one, [{ question, before: answer(city), after: answer(after) }], ground);
}

function clock(change: Partial<ClockRecord> = {}): ClockRecord {
  const facts: ClockFacts = {
    ...{ id: 'C-1:done', caseId: 'C-1', kind: 'done', regimeId: 'city', startEvent: 'received' },
    ...{ startAt: received, amount: 8, unit: 'wd', warn: null },
  };
  return { ...startClock(facts, calendar), ...change };
}

describe('the questions of a replay', () => {
  test('are those a case was asked when it came in, where none was recorded', () => {
    const asked = questionsOf(
      past({ channel: 'import', topic: 'transport', area: '城东' }),
      tablesOf(table('Decision_Regime', 'channel', 'topic'), table('Decision_Ladder', 'rung')),
    );

    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      ...{ decisionId: 'Decision_Regime', recorded: null, missing: [] },
      variables: { channel: 'import', topic: 'transport', area: '城东' },
    });
  });

  test('take what was recorded before what the case says now', () => {
    const decisions = [
      {
        ...{ id: '7:0', decisionId: 'Decision_Regime', output: city },
        inputs: { I_channel: 'web', I_topic: 'health' },
      },
    ];

    const [asked] = questionsOf(
      past({ topic: 'transport', decisions }),
      tablesOf(table('Decision_Regime', 'channel', 'topic')),
    );

    expect(asked?.variables).toMatchObject({ channel: 'web', topic: 'health' });
  });

  test('name a variable that nobody knows of the case', () => {
    const [asked] = questionsOf(past(), tablesOf(table('Decision_Regime', 'topic', 'weight')));

    expect(asked?.missing).toEqual(['weight']);
  });
});

describe('two answers to the same question', () => {
  test('differ by row and by what the output means', () => {
    const found = differencesOf(
      'Decision_Routing',
      answer('U-huanbao', 'A', 4),
      answer('U-shizheng', 'B', 1),
    );

    expect(found).toEqual([
      { kind: 'row', of: 'Decision_Routing', what: '', before: '4 A', after: '1 B' },
      { kind: 'route', of: 'Decision_Routing', what: '', before: 'U-huanbao', after: 'U-shizheng' },
    ]);
  });

  test('do not differ by a row that stands at another place in the table', () => {
    expect(differencesOf('Decision_X', answer(1, 'A', 4), answer(1, 'A', 5))).toEqual([]);
  });

  test('differ when only one of them could be decided', () => {
    const none = { output: null, rows: [], failure: 'several rows match' };

    expect(differencesOf('Decision_X', answer(1), none)).toMatchObject([
      { kind: 'failed', before: null, after: 'several rows match' },
    ]);
  });
});

describe('a case under another regime', () => {
  test('has the due date the house would have counted, and the verdict that follows', () => {
    // Monday, 2 November: eight working days end on Thursday the 12th, ten on Monday the 16th.
    const { differences, before, after } = regimeCase(
      { clocks: [clock({ status: 'met', metAt: at('2026-11-13T10:00:00'), verdict: 'overdue' })] },
      { ...city, doneAmount: 10 },
    );

    expect(before.done?.dueAt).toEqual(at('2026-11-13T00:00:00'));
    expect(after.done?.dueAt).toEqual(at('2026-11-17T00:00:00'));
    expect(differences).toEqual([
      { kind: 'output', of: 'Decision_Regime', what: 'doneAmount', before: '8', after: '10' },
      {
        ...{ kind: 'due', of: 'done', what: '' },
        ...{ before: '2026-11-12T16:00:00.000Z', after: '2026-11-16T16:00:00.000Z' },
      },
      { kind: 'verdict', of: 'done', what: '', before: 'overdue', after: 'on-time' },
    ]);
  });

  test('keeps the pause it had', () => {
    const pauses = [
      {
        ...{ from: at('2026-11-03T00:00:00'), to: at('2026-11-05T12:00:00') },
        ...{ category: 'force-majeure', reason: '台风' },
      },
    ];

    const { before } = regimeCase({ clocks: [clock({ pauses })] }, city);

    expect(before.done?.dueAt).toEqual(at('2026-11-17T00:00:00'));
  });

  test('of another system is judged by when it was closed', () => {
    const { before, after } = regimeCase(
      { channel: 'import', unitId: null, closedAt: at('2026-11-16T10:00:00') },
      { ...city, doneAmount: 10 },
    );

    expect([before.done?.verdict, after.done?.verdict]).toEqual(['overdue', 'on-time']);
  });

  test('that cannot be counted says so instead of guessing', () => {
    const { differences } = regimeCase({}, { ...city, doneUnit: 'fortnight' });

    expect(differences).toContainEqual({
      ...{ kind: 'failed', of: 'Decision_Regime', what: 'due' },
      ...{ before: null, after: 'REGIME_UNREADABLE' },
    });
  });
});

describe('the count of a replay', () => {
  test('counts cases by what differs, and how units would stand', () => {
    const late = { closedAt: at('2026-11-13T10:00:00'), channel: 'import' } as const;
    const replays = Array.from({ length: 12 }, (_, index) =>
      regimeCase(
        { ...late, id: `C-${index}`, unitId: index < 11 ? 'U-a' : 'U-b' },
        { ...city, doneAmount: 10 },
      ),
    );

    const tally = tallied(tallied(noReplayTally, replays.slice(0, 5)), replays.slice(5));

    expect(tally).toMatchObject({
      ...{ differing: 12, later: 12, earlier: 0, overdue: { before: 12, after: 0 } },
      kinds: { output: 12, due: 12, verdict: 12 },
    });
    expect(
      unitRanks(tally).map(({ unitId, before, after }) => [
        unitId,
        before?.n,
        after?.n,
        after?.rank,
      ]),
    ).toEqual([
      ['U-a', 0, 11, 1],
      ['U-b', 0, 1, null],
    ]);
  });
});
