import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const web = new URL('../../web/', import.meta.url);

function dictionary(tongue: string): unknown {
  const file = new URL(`../../processes/language/${tongue}/desk.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function keysOf(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null) return [path];
  return Object.entries(words).flatMap(([name, part]) =>
    keysOf(part, path === '' ? name : `${path}.${name}`),
  );
}

function sources(): string[] {
  return readdirSync(web, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|vue)$/.test(name) && !name.startsWith('dist/'))
    .map((name) => readFileSync(new URL(name, web), 'utf8'));
}

/** Keys written out in full; those put together from a word are seen on the screens. */
function namedIn(source: string): string[] {
  return [...source.matchAll(/'desk:([\w.-]+)'/g)].flatMap(([, key]) => key ?? []);
}

function isKnown(key: string, known: ReadonlySet<string>): boolean {
  const isGroup = [...known].some((one) => one.startsWith(`${key}.`));
  return known.has(key) || known.has(`${key}_other`) || isGroup;
}

describe('the words of the desk', () => {
  test('both languages have the same keys', () => {
    expect(keysOf(dictionary('en')).sort()).toEqual(keysOf(dictionary('zh')).sort());
  });

  test('every key the desk names is in the dictionary', () => {
    const known = new Set(keysOf(dictionary('zh')));
    const named = sources().flatMap(namedIn);

    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((key) => !isKnown(key, known))).toEqual([]);
  });

  test('the guard sees a key that is missing', () => {
    const known = new Set(keysOf(dictionary('zh')));

    expect(namedIn("t('desk:no.such.key')").filter((key) => !isKnown(key, known))).toEqual([
      'no.such.key',
    ]);
  });

  test('no Chinese text stands in the code of the desk', () => {
    const chinese = sources().flatMap((source) =>
      [...source.matchAll(/^(?!\s*(?:\/?\*|\/\/)).*[\u4e00-\u9fff].*$/gm)].map(([line]) =>
        line.trim(),
      ),
    );

    expect(chinese).toEqual([]);
  });
});
