import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);

function flatten(tree: unknown, prefix = ''): Map<string, string> {
  if (typeof tree === 'string') return new Map([[prefix, tree]]);
  if (typeof tree !== 'object' || tree === null) return new Map();
  return new Map(
    Object.entries(tree).flatMap(([key, value]) => [
      ...flatten(value, prefix === '' ? key : `${prefix}.${key}`),
    ]),
  );
}

function read(language: string, name: string): Map<string, string> {
  const text = readFileSync(new URL(`processes/language/${language}/${name}.json`, root), 'utf8');
  return flatten(JSON.parse(text));
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

/** Keys that the sources of a folder name whole, between quotes. */
function keysNamedIn(
  folder: string,
  keys: readonly string[],
): { named: Set<string>; files: number } {
  const files = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts'),
  );
  const source = files
    .map((name) => readFileSync(new URL(`${folder}${name}`, root), 'utf8'))
    .join('\n');
  const stem = (key: string) => key.replace(/_(one|other)$/, '');
  const named = keys.filter((key) => {
    const parts = stem(key).split('.');
    const family = parts.slice(0, -1).join('.');
    return (
      source.includes(`'${stem(key)}'`) ||
      source.includes(`\`${family}.\${`) ||
      source.includes(`\`${family}.score\${`)
    );
  });
  return { named: new Set(named), files: files.length };
}

describe.each(['citizen', 'mail'])('the %s dictionary', (name) => {
  const zh = read('zh', name);
  const en = read('en', name);

  test('says the same things in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
    expect(zh.size).toBeGreaterThan(30);
  });

  test('fills in the same values in both languages', () => {
    const differing = [...zh].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(en.get(key) ?? '').join(),
    );

    expect(differing).toEqual([]);
  });

  test('has no empty word and no Chinese left in the English one, but the way back to it', () => {
    const words = [...en].filter(([key]) => key !== 'site.switchLanguage');

    expect(words.filter(([, text]) => text === '' || /\p{Script=Han}/u.test(text))).toEqual([]);
  });
});

describe('the citizen pages', () => {
  test('use every word of their dictionary', () => {
    const keys = [...read('zh', 'citizen').keys()];
    const { named, files } = keysNamedIn('api/citizen/', keys);

    expect(files).toBeGreaterThan(20);
    expect(keys.filter((key) => !named.has(key))).toEqual([]);
  });

  test('the detector can fail: a word nobody says is found', () => {
    const { named } = keysNamedIn('api/citizen/', ['site.neverSaid']);

    expect(named.size).toBe(0);
  });
});
