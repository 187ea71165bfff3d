import { expect, test } from '@jest/globals';
import { rememberChecks } from '../../workers/models/check-memory.ts';

const set = (text: string) => [{ name: 'a.bpmn', content: text }];

test('the same texts are checked once, others again, and only a few are remembered', async () => {
  const seen: string[] = [];
  const check = rememberChecks(async ([file]) => {
    seen.push(file?.content ?? '');
    return [`wrong: ${file?.content}`];
  }, 2);

  const first = await check(set('a'));
  const again = await check(set('a'));
  await check(set('b'));
  await check(set('c'));
  await check(set('a'));

  expect([first, again]).toEqual([['wrong: a'], ['wrong: a']]);
  expect(seen).toEqual(['a', 'b', 'c', 'a']);
});
