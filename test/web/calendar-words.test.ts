import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);

function keysOf(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null) return [path];
  return Object.entries(words).flatMap(([name, part]) =>
    keysOf(part, path === '' ? name : `${path}.${name}`),
  );
}

function dictionary(tongue: string): string[] {
  const file = new URL(`processes/language/${tongue}/calendar.json`, root);
  return keysOf(JSON.parse(readFileSync(file, 'utf8'))).sort();
}

const folder = new URL('web/calendars/', root);
const source = readdirSync(folder)
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

describe('the words of calendars', () => {
  const known = dictionary('zh');

  test('are the same in both languages', () => {
    expect(known.length).toBeGreaterThan(80);
    expect(dictionary('en')).toEqual(known);
  });

  test('are there for every key a page names', () => {
    const named = [...source.matchAll(/'calendar:([\w.-]+)'/g)].flatMap(([, key]) => key ?? []);

    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((key) => !known.includes(key))).toEqual([]);
  });

  test('are all said somewhere', () => {
    const unsaid = known.filter((key) => {
      const family = key.split('.').slice(0, -1).join('.');
      return !source.includes(`'calendar:${key}'`) && !source.includes(`\`calendar:${family}.\${`);
    });

    expect(unsaid).toEqual([]);
  });
});
