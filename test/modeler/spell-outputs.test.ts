import { expect, test } from '@jest/globals';
import { spellEmptyOutputs } from '../../modeler/decision/spell-outputs.ts';
import { shippedSet } from '../support/shipped.ts';

test('an output cell that was left empty is written as no value, an input cell stays open', () => {
  const row = (output: string) =>
    `<rule id="R"><inputEntry id="I"><text></text></inputEntry><outputEntry id="O">\n  ${output}\n</outputEntry></rule>`;

  for (const empty of ['<text></text>', '<text />', '<text> </text>'])
    expect(spellEmptyOutputs(row(empty))).toBe(row('<text>null</text>'));
  expect(spellEmptyOutputs(row('<dmn:text/>'))).toBe(row('<dmn:text>null</dmn:text>'));
  expect(spellEmptyOutputs(row('<text>"yes"</text>'))).toBe(row('<text>"yes"</text>'));
});

test('what is shipped says all its outputs already', async () => {
  for (const { name, content } of await shippedSet())
    if (name.endsWith('.dmn')) expect(spellEmptyOutputs(content)).toBe(content);
});
