import { describe, expect, test } from '@jest/globals';
import { namesIn } from '../../workers/zeebe/lint/feel-names.ts';
import { lintDecisions } from '../../workers/zeebe/lint/lint-models.ts';
import { changed, shipped } from '../support/shipped.ts';

async function said(place: string | RegExp, by: string, house = false) {
  const problems = await lintDecisions(changed(await shipped('complaint/regime.dmn'), place, by), {
    house,
  });
  return problems.map(({ rule }) => rule);
}

describe('before deployment a decision is refused when', () => {
  test.each([
    [
      'its several outputs have one type',
      /<decisionTable /,
      '<variable id="Regime" name="regime" typeRef="string" />$&',
      'variable-type',
    ],
    ['a row asks for the time', '<text>"audit"</text>', '<text>? = today()</text>', 'no-clock'],
    [
      'a row asks for the moment',
      '<text>"audit"</text>',
      '<text>now() > date and time("2026-01-01T00:00:00Z")</text>',
      'no-clock',
    ],
    [
      'a row reads a variable that is no column',
      '<text>"audit"</text>',
      '<text>weight</text>',
      'only-inputs',
    ],
    [
      'a row lacks a cell',
      /<outputEntry [^>]*>\s*<text>"audit-simple"<\/text>\s*<\/outputEntry>/,
      '',
      'cells',
    ],
    [
      'an input is more than a name',
      '<text>channel</text>',
      '<text>upper case(channel)</text>',
      'input-column',
    ],
    ['an input has no type', 'typeRef="string">', '>', 'input-column'],
    ['two outputs have one name', 'name="firstUnit"', 'name="doneUnit"', 'output-column'],
  ])('%s', async (_, place, by, rule) => {
    expect(await said(place, by)).toContain(rule);
  });

  test('it is no table', async () => {
    const xml = changed(
      await shipped('sign-off/sign-off-tier.dmn'),
      /<decisionTable[\s\S]*<\/decisionTable>/,
      '<literalExpression id="Text"><text>1</text></literalExpression>',
    );

    expect(await lintDecisions(xml)).toMatchObject([
      { rule: 'decision-table', element: 'Decision_SignOffTier' },
    ]);
  });
});

describe('what is shipped is besides refused when', () => {
  test.each([
    ['a row has no annotation', /<description>市级[^<]*<\/description>/, '', 'annotation'],
    [
      'nothing catches what no row fits',
      /<text><\/text>(?![\s\S]*<text><\/text>)/,
      '<text>"web"</text>',
      'catch-all',
    ],
    ['the version tag is missing', /<zeebe:versionTag [^>]*>/, '', 'version-tag'],
    ['several rows may answer', 'hitPolicy="FIRST"', 'hitPolicy="COLLECT"', 'hit-policy'],
  ])('%s', async (_, place, by, rule) => {
    expect(await said(place, by, true)).toContain(rule);
  });
});

describe('the names an expression reads', () => {
  test.each([
    ['channel = "web" or topic', ['channel', 'topic']],
    ['starts with(subject, "路灯")', ['subject']],
    ['date and time(nextAt)', ['nextAt']],
    ['if tier.scope = "unit" then [tier.role + "@" + unitId] else null', ['tier', 'unitId']],
    ['{unitId: routedUnitId}', ['routedUnitId']],
    ['not("a", "b")', []],
    ['[1..3]', []],
    ['today() > dueOn', ['today', 'dueOn']],
  ])('«%s»', (expression, names) => {
    expect(namesIn(expression)).toEqual(names);
  });
});
