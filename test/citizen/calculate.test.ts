import { describe, expect, test } from '@jest/globals';
import { countTyped, judgeTyped } from '../../api/citizen/calculate.ts';
import { calculatorPage } from '../../api/citizen/pages/calculator.ts';
import { createLanguage } from '../../api/language.ts';
import { createRegimeTable } from '../../api/regimes/in-force.ts';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import type { DefinitionRow } from '../../workers/store/definitions.ts';
import { shippedSet } from '../support/shipped.ts';
import { buildFrame } from './build-frame.ts';
import { attack, render } from './build-page.ts';

const calendar = chineseCalendar();
const typed = { date: '2026-09-29', time: '10:00', rule: '', amount: '8', unit: 'wd' };
const blank: DefinitionRow = {
  ...{ _id: '1', kind: 'decision', id: 'Decision_Regime', name: '', version: 1, versionTag: null },
  ...{ checksum: null, resourceName: null, requirementsKey: '2', resource: null, labels: {} },
  ...{ partitions: [1], deployedAt: new Date(0) },
};

/** The regimes as the api reads them from the deployed table. */
async function shippedTable() {
  const file = (await shippedSet()).find(({ name }) => name === 'regime.dmn');
  return createRegimeTable({
    newest: async () => blank,
    find: async () => ({ ...blank, kind: 'requirements', resource: file?.content ?? '' }),
  })();
}

describe('the calculator for citizens', () => {
  test('counts an amount of one\u2019s own as the house counts', () => {
    const [counted] = countTyped(typed, [], calendar);

    expect(counted?.proof.dueAt).toBe('2026-10-16T00:00:00.000+08:00');
  });

  test('knows the regimes of the table in force, and counts both of their clocks', async () => {
    const { regimes, usual, weights } = await shippedTable();

    expect(regimes.length).toBeGreaterThan(8);
    expect(usual?.id).toBe('city');
    expect(weights).toEqual(['several-sections', 'other-departments', 'board-decision']);
    expect(
      countTyped({ ...typed, rule: 'city' }, regimes, calendar).map(({ kind, proof }) => [
        kind,
        proof.dueAt.slice(0, 16),
      ]),
    ).toEqual([
      ['first-response', '2026-09-30T10:00'],
      ['done', '2026-10-16T00:00'],
    ]);
  });

  test.each([
    [{ date: '2026-02-30' }, 'date'],
    [{ date: 'soon' }, 'date'],
    [{ date: '1850-01-01' }, 'date'],
    [{ time: '25:00' }, 'date'],
    [{ rule: 'no-such-rule' }, 'rule'],
    [{ amount: '0' }, 'amount'],
    [{ amount: '301' }, 'amount'],
    [{ amount: '1e9' }, 'amount'],
    [{ amount: '-5' }, 'amount'],
    [{ unit: 'year' }, 'unit'],
    [{ unit: '__proto__' }, 'unit'],
  ])('says where to mend %o', (given, field) => {
    const errors = judgeTyped({ ...typed, ...given }, [], buildFrame());

    expect(errors.map((one) => one.field)).toEqual([field]);
  });

  test('a date in a year whose holidays are not known is marked provisional', () => {
    const counted = countTyped({ ...typed, date: '2026-12-28' }, [], calendar);
    const language = createLanguage();
    const page = render((frame) =>
      calculatorPage(frame, {
        ...{ typed, rules: [], units: [], errors: [], counted },
        sayProof: (key) => language.say('zh', 'desk', `proof.${key}`),
      }),
    );

    expect(page).toContain('2027');
    expect(page).toContain('暂定');
    expect(page).toContain('工作日');
  });

  test('shows what was typed as text, whatever it is', () => {
    const page = render((frame) =>
      calculatorPage(frame, {
        typed: { date: attack, time: attack, rule: attack, amount: attack, unit: attack },
        ...{ rules: [{ id: attack, name: attack }], units: [], errors: [], counted: [] },
        sayProof: (key) => key,
      }),
    );

    expect(page).not.toContain('<script>');
  });
});
