import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const browserFolders = ['../../web/', '../../modeler/'].map(
  (path) => new URL(path, import.meta.url),
);

function keysOf(words: unknown, path = ''): string[] {
  if (typeof words !== 'object' || words === null) return [path];
  return Object.entries(words).flatMap(([name, part]) =>
    keysOf(part, path === '' ? name : `${path}.${name}`),
  );
}

function dictionary(tongue: string, name: string): unknown {
  const file = new URL(`../../processes/language/${tongue}/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function namedIn(source: string, name: string): string[] {
  return [...source.matchAll(new RegExp(`'${name}:([\\w.-]+)'`, 'g'))].flatMap(
    ([, key]) => key ?? [],
  );
}

const sources = browserFolders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|vue)$/.test(file) && !file.startsWith('dist/'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8')),
);

describe.each([
  'scores',
  'notify',
  'studio',
  'checks',
  'running',
  'lab',
  'turns',
  'similar',
  'owner',
  'doors',
  'settings',
  'publication',
  'retention',
  'incidents',
  'duty',
  'sources',
])('the words of «%s»', (name) => {
  const known = keysOf(dictionary('zh', name));

  test('both languages have the same keys', () => {
    expect(keysOf(dictionary('en', name)).sort()).toEqual([...known].sort());
  });

  test('every key a screen names is there', () => {
    const named = sources.flatMap((source) => namedIn(source, name));

    expect(named.length).toBeGreaterThan(10);
    // A counted text stands under `_one` and `_other`.
    const missing = named.filter((key) => !known.includes(key) && !known.includes(`${key}_other`));
    expect(missing).toEqual([]);
  });

  test('the guard sees a key that is missing', () => {
    expect(namedIn(`t('${name}:no.such.key')`, name)).toEqual(['no.such.key']);
    expect(known).not.toContain('no.such.key');
  });
});
