import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const clocks =
  /\bDate\.now\b|\bnew Date\(\s*\)|(?<!\bnew )\bDate\(\s*\)|\bDateTime\.(?:now|local\(\s*\)|utc\(\s*\))|\bperformance\.now\b|\bprocess\.hrtime\b|\bTemporal\.Now\b/;
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
const asksTheTime = (text: string) => clocks.test(withoutComments(text));

const files = readdirSync('processes', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

test('nothing in processes/ asks for the time: now is passed in', () => {
  expect(files.length).toBeGreaterThan(15);
  expect(
    files.filter((name) => asksTheTime(readFileSync(join('processes', name), 'utf8'))),
  ).toEqual([]);
});

test.each([
  'Date.now()',
  'new Date()',
  'new Date( )',
  'DateTime.now()',
  'DateTime.utc()',
  'performance.now()',
  'Date()',
])('this check sees «%s»', (call) => {
  expect(asksTheTime(`const at = ${call};`)).toBe(true);
});

test.each([
  'new Date(text)',
  'DateTime.fromJSDate(now)',
  '// new Date()',
  '/** Date.now() */',
  'z.date()',
])('this check lets «%s» pass', (call) => {
  expect(asksTheTime(`const at = 1; ${call}`)).toBe(false);
});
