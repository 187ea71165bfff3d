import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';

const modeler = new URL('../../modeler/', import.meta.url);
const dictionary = z.object({ words: z.unknown(), library: z.record(z.string(), z.string()) });

function read(tongue: string) {
  const file = new URL(`../../processes/language/${tongue}/tables.json`, import.meta.url);
  return dictionary.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function keysOf(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null) return [path];
  return Object.entries(words).flatMap(([name, part]) =>
    keysOf(part, path === '' ? name : `${path}.${name}`),
  );
}

const sources = ['decision', 'findings', 'form', 'links'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, modeler))
    .filter((file) => /\.(ts|vue)$/.test(file))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, modeler), 'utf8')),
);
const known = keysOf(read('zh').words);
const kinds = 'decision|editor|findings|form|kindGroups|kinds|links|try';
const namedIn = (source: string) =>
  [...source.matchAll(new RegExp(`'((?:${kinds})\\.[\\w.]+)'`, 'g'))].flatMap(
    ([, key]) => key ?? [],
  );

describe('the words of the decision and form editors', () => {
  test('both languages have the same keys', () => {
    expect(keysOf(read('en').words).sort()).toEqual([...known].sort());
  });

  test('every key an editor names is there', () => {
    const named = sources.flatMap(namedIn);

    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((key) => !known.includes(key))).toEqual([]);
  });

  test('every word of a library has a Chinese one', () => {
    const { library } = read('zh');

    expect(Object.keys(library).length).toBeGreaterThan(180);
    expect(Object.values(library).filter((words) => !/\p{Script=Han}|值/u.test(words))).toEqual([]);
  });

  test('this check sees a key that is missing', () => {
    expect(namedIn(`t('form.noSuchKey')`).filter((key) => !known.includes(key))).toEqual([
      'form.noSuchKey',
    ]);
  });
});
