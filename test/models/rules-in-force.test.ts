import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { keepsItsRules } from '../../workers/verify/rules-in-force.ts';

test('a rule step keeps the rules of its diagram when it says so, and takes the newest otherwise', async () => {
  const shipped = await readFile('processes/complaint/complaint.bpmn', 'utf8');
  const rule = /businessRuleTask id="(\w+)"/.exec(shipped)?.[1] ?? '';
  const latest = shipped.replaceAll('bindingType="deployment"', 'bindingType="latest"');

  expect(rule).not.toBe('');
  expect(keepsItsRules(shipped, rule)).toBe(true);
  expect(keepsItsRules(latest, rule)).toBe(false);
  expect(keepsItsRules(shipped, 'Activity_Nowhere')).toBe(false);
});
