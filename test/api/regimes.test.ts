import { describe, expect, test } from '@jest/globals';
import { presentRegime, ruleOfRegime } from '../../api/cases/regime-of.ts';
import type { Person } from '../../api/person.ts';
import { regimeMoveAs, regimeMovesFor } from '../../api/regimes/policy.ts';
import { classify, noteStartEvent } from '../../api/regimes/schema.ts';
import type { Case } from '../../processes/complaint/case.ts';
import type { RoleAtUnit } from '../../processes/roles.ts';
import type { DecisionRow } from '../../workers/store/decisions.ts';
import { buildCase } from '../support/build-case.ts';

const person = (...roles: RoleAtUnit[]): Person => ({
  ...{ id: 'P', login: 'p', name: '某', language: 'zh', groups: [] },
  roles,
});
const office = person({ role: 'office', unitId: 'U-office' });
const handler = person({ role: 'unit-handler', unitId: 'U-shizheng' });
const waiting = [
  { kind: 'facts', startEvent: 'sheet-received', amount: 1, unit: 'd', warn: null },
] as const;
const town = { id: 'town', startEvent: 'received', answeredBy: 'office', publishes: true };

/** With its unit, under a regime of which a clock waits. */
function assigned(change: Partial<Case> = {}): Case {
  return { ...buildCase(6), regime: { ...town, waiting }, ...change };
}

describe('what people do about the regime of a case', () => {
  test('the office says how weighty it is, and records what clocks wait for', () => {
    expect(regimeMovesFor(office, assigned())).toEqual(['ask-regime', 'note-event']);
    expect(regimeMovesFor(office, assigned({ regime: town }))).toEqual(['ask-regime']);
  });

  test('the unit that has the case records events, another one does not', () => {
    expect(regimeMovesFor(handler, assigned())).toEqual(['note-event']);
    expect(regimeMovesFor(handler, assigned({ unitId: 'U-weijian' }))).toEqual([]);
    expect(() => regimeMoveAs(handler, assigned(), 'ask-regime')).toThrow('TURN_NOT_YOURS');
    expect(regimeMoveAs(handler, assigned(), 'note-event')).toMatchObject({
      ...{ role: 'unit-handler', unitId: 'U-shizheng' },
    });
  });

  test('nothing before a regime was chosen, and nothing once the answer is out', () => {
    expect(regimeMovesFor(office, assigned({ regime: null }))).toEqual([]);
    expect(regimeMovesFor(office, assigned({ status: 'answered' }))).toEqual([]);
  });
});

describe('what is sent about a regime', () => {
  const noted = { event: '专家论证完成', happenedAt: '2026-02-13T09:00:00+08:00' };

  test('may name a word of the table, and no path of a dictionary', () => {
    expect(noteStartEvent.body.parse(noted)).toMatchObject({ event: '专家论证完成', paper: null });
    expect(noteStartEvent.body.safeParse({ ...noted, event: 'a.b' }).success).toBe(false);
    expect(noteStartEvent.body.safeParse({ ...noted, at: 'now' }).success).toBe(false);
    expect(classify.body.safeParse({ complexity: 'simple', reason: '' }).success).toBe(false);
  });
});

const old = { id: 'city', startEvent: 'received', answeredBy: 'unit', publishes: true };
const answered = { doneAmount: 8, doneUnit: 'wd', firstAmount: 24, firstUnit: 'h' };
const decided: DecisionRow = {
  ...{ _id: '9:0', partition: 1, caseId: 'case-1', clockId: null, instanceKey: '8' },
  ...{ elementId: 'Activity_DecideRegime', decisionId: 'Decision_Regime', decisionName: '' },
  ...{ version: 3, decisionKey: '7', inputs: [], at: new Date(0), failed: null, position: 1 },
  matchedRules: [{ id: 'Rule_Regime_City', index: 10, outputs: [] }],
  output: JSON.stringify({ ...old, ...answered, warnAmount: null, warnUnit: null }),
};
const deps = (taken: DecisionRow[]) => ({
  decisions: { ofCase: async () => taken },
  definitions: { find: async () => null },
});

describe('the row that chose the regime', () => {
  test('is the one of the last time it was chosen; naming it again changed nothing', async () => {
    const named = (id: string, index: number): DecisionRow => ({
      ...decided,
      matchedRules: [{ id: `Rule_${id}`, index, outputs: [] }],
      output: JSON.stringify({ ...old, ...answered, id }),
    });
    const taken = [named('city', 1), named('town', 2), named('city', 3), named('city', 4)];
    const rows = async (id: string) => (await ruleOfRegime(deps(taken), 'case-1', id))?.rows;

    expect(await rows('city')).toEqual([{ id: 'Rule_city', index: 3 }]);
    expect(await rows('town')).toEqual([{ id: 'Rule_town', index: 2 }]);
  });
});

describe('a case from before regimes had names, waiting clocks and events', () => {
  test('shows the row that chose its regime', async () => {
    expect(await presentRegime(deps([decided]), assigned({ regime: old }), [])).toMatchObject({
      ...{ id: 'city', inWriting: false, timetableCounts: false, pending: false },
      ...{ complexity: null, waiting: [], events: [] },
      rule: { version: 3, names: null, rows: [{ id: 'Rule_Regime_City', index: 10 }] },
    });
  });

  test('shows it without a row where no decision is on record, and nothing before one was chosen', async () => {
    expect((await presentRegime(deps([]), assigned({ regime: old }), []))?.rule).toBeNull();
    expect(await presentRegime(deps([]), assigned({ regime: null }), [])).toBeNull();
  });
});
