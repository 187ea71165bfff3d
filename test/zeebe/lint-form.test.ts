import { expect, test } from '@jest/globals';
import { lintForm } from '../../workers/zeebe/lint/lint-models.ts';
import { changed, shipped } from '../support/shipped.ts';

const said = async (place: string | RegExp, by: string, house = false) =>
  lintForm(changed(await shipped('sign-off/sign-off.form'), place, by), { house });

test.each([
  ['two fields have one name', '"key": "paper"', '"key": "remarks"', 'field-name'],
  ['a field cannot become a variable', '"key": "paper"', '"key": "paper no"', 'field-name'],
  ['a field has no label', '"label": "批注"', '"label": ""', 'field-label'],
  ['it has no id', '"id": "sign-off"', '"id": ""', 'form'],
])('before deployment a form is refused when %s', async (_, place, by, rule) => {
  expect((await said(place, by)).map((problem) => problem.rule)).toContain(rule);
});

test('a shipped form is besides refused when a word has no English', async () => {
  const problems = await said(/,\s*"valueEn.returned": "Return"/, '', true);

  expect(problems).toMatchObject([
    {
      rule: 'two-languages',
      element: 'Field_decision',
      message: expect.stringContaining('valueEn.returned'),
    },
  ]);
});
