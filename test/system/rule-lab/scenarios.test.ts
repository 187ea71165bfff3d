import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isScenario, readScenario } from '../../../processes/replay/scenario.ts';
import type { RuleLab } from '../../../workers/rule-lab/rule-lab.ts';
import { runScenarios } from '../../../workers/rule-lab/run-scenarios.ts';
import { openLab } from '../../support/rule-lab.ts';
import { changed, shippedSet } from '../../support/shipped.ts';

jest.setTimeout(300_000);

const models = new URL('../../../processes/', import.meta.url);

/** The example cases that are shipped, by name. */
async function shippedScenarios() {
  const names = await readdir(models, { recursive: true, encoding: 'utf8' });
  const files = names.filter(isScenario).map(async (path) => ({
    name: path.split('/').at(-1) ?? path,
    content: await readFile(new URL(path, models), 'utf8'),
  }));
  return Promise.all(files);
}

async function wholeSet() {
  return [...(await shippedSet()), ...(await shippedScenarios())];
}

async function withRegime(place: string | RegExp, by: string) {
  return (await wholeSet()).map((file) =>
    file.name === 'regime.dmn' ? { ...file, content: changed(file.content, place, by) } : file,
  );
}

const cityAmount = /(<outputEntry id="Rule_Regime_City_Out5">\s*<text>)8/;

describe('the example cases', () => {
  let lab: RuleLab;
  beforeAll(async () => {
    lab = await openLab();
  });
  afterAll(() => lab.close());

  test('that are shipped cover the rules people ask about, and all pass on what is shipped', async () => {
    const set = await wholeSet();

    const found = await runScenarios(lab, { draft: set, inForce: [] });

    const decisions = (await shippedScenarios()).map(
      ({ name, content }) => readScenario(name, content).decision,
    );
    expect(decisions).toEqual(
      expect.arrayContaining([
        'Decision_Regime',
        'Decision_Routing',
        'Decision_SignOffTier',
        'Decision_Ladder',
        'Decision_Demerit',
      ]),
    );
    expect(found.problems).toEqual([]);
    expect(found.results.filter(({ passed }) => !passed)).toEqual([]);
    expect(found.results.length).toBeGreaterThan(20);
    expect(found.cells).toBeGreaterThan(300);
    expect(found.passed).toBe(true);
  });

  test('that a draft no longer meets keep it from passing, and show both answers', async () => {
    const draft = await withRegime(cityAmount, '$110');

    const found = await runScenarios(lab, { draft, inForce: await wholeSet() });

    expect(found.passed).toBe(false);
    const [broken] = found.results.filter(({ passed }) => !passed);
    expect(broken?.output).toContain('"doneAmount":10');
    expect(broken?.inForce?.output).toContain('"doneAmount":8');
    expect(broken?.row).toBe('10 Rule_Regime_City');
  });

  test('are not even tried when a changed row never comes to an end, and the row is named', async () => {
    const draft = await withRegime(
      cityAmount,
      '$1count(for a in 1..9999, b in 1..9999 return a) + 8',
    );

    const found = await runScenarios(lab, { draft, inForce: await wholeSet() });

    expect(found.passed).toBe(false);
    expect(found.results).toEqual([]);
    expect(found.problems.map(({ code, file }) => [code, file])).toEqual([
      [expect.stringMatching(/^RULE_TOO_(SLOW|LARGE)$/), 'regime.dmn'],
    ]);
  });

  test('in a file that is no such file are refused with the place', async () => {
    const draft = [...(await shippedSet()), { name: 'x.scenario.json', content: '{"name":"x"}' }];

    const { passed, problems } = await runScenarios(lab, { draft, inForce: await shippedSet() });

    expect(passed).toBe(false);
    expect(problems).toEqual([
      { code: 'SCENARIO_UNREADABLE', file: 'x.scenario.json', place: 'decision', message: '' },
    ]);
  });
});
