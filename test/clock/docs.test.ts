import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { answerClockQuestion } from '../../workers/clock-cli.ts';

const page = readFileSync(new URL('../../docs/clock.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^\| `(--start [^`]+)` \| (\S+ \S+) \| (.*) \|$/gm)].map(
  ([, line = '', due = '', why = '']) => ({ line, due, why }),
);

test('the page has its examples', () => {
  expect(examples).toHaveLength(15);
});

test.each(examples)('docs/clock.md: $line', ({ line, due, why }) => {
  const { stdout } = answerClockQuestion(line.split(' '));
  const { dueAt, provisional } = JSON.parse(stdout);

  expect(dueAt.replace('T', ' ').slice(0, 16)).toBe(due);
  expect(provisional).toBe(why.startsWith('provisional'));
});
