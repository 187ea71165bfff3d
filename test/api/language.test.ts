import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createLanguage, languages, readDictionaries } from '../../api/language.ts';
import { refusalCodes } from '../../api/refusals.ts';
import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import { allowed } from '../../processes/complaint/actions.ts';
import { actionData, findings, publicities } from '../../processes/complaint/case.ts';
import { channels, statuses } from '../../processes/complaint/statuses.ts';
import { topics } from '../../processes/complaint/topics.ts';
import { weights } from '../../processes/complaint/weights.ts';
import { roles } from '../../processes/roles.ts';

const language = createLanguage();
const root = new URL('../../', import.meta.url);

/** Every key of a dictionary with its words, opened to paths. */
function entriesOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => entriesOf(inner, `${path}.${key}`));
}

function namesOf(words: string): string[] {
  return [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();
}

/** Every code that a rule of the house refuses with, read from its source. */
function thrownCodes(): string[] {
  const files = ['processes', 'workers', 'api'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name}`),
  );
  return files.flatMap((file) =>
    [...readFileSync(new URL(file, root), 'utf8').matchAll(/new Refusal\(\s*'(\w+)'/g)].map(
      ([, code]) => code ?? '',
    ),
  );
}

describe('the dictionaries', () => {
  const told = [
    'words',
    'problems',
    'scores',
    'supervision',
    'notify',
    'studio',
    'checks',
    'running',
    'settings',
    'lab',
    'similar',
    'doors',
    'regimes',
    'incidents',
    'duty',
    'sources',
  ];
  const [zh, en] = languages.map((lang) => readDictionaries(lang));

  test('are the same files in both languages', () => {
    expect(Object.keys(zh ?? {})).toEqual(expect.arrayContaining(['words', 'problems']));
    expect(Object.keys(en ?? {}).toSorted()).toEqual(Object.keys(zh ?? {}).toSorted());
  });

  test.each(told)('«%s» has equal keys and no empty words', (name) => {
    const [chinese, english] = [entriesOf(zh?.[name]), entriesOf(en?.[name])];

    expect(chinese.map(([key]) => key).toSorted()).toEqual(english.map(([key]) => key).toSorted());
    expect([...chinese, ...english].filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  test.each(told)('«%s» fills in the same values in both', (name) => {
    const english = new Map(entriesOf(en?.[name]));

    const differing = entriesOf(zh?.[name]).filter(
      ([key, words]) => namesOf(words).join() !== namesOf(english.get(key) ?? '').join(),
    );

    expect(differing).toEqual([]);
  });
});

describe('words', () => {
  const groups = {
    status: statuses,
    role: roles,
    action: Object.keys(actionData),
    channel: channels,
    finding: findings,
    publicity: publicities,
    weight: weights,
    clockKind: clockKinds,
    topic: topics,
  } as const;

  test.each(Object.entries(groups))('there is one for every %s', (group, members) => {
    const missing = members.filter((member) => !language.has('zh', 'words', `${group}.${member}`));

    expect(members.length).toBeGreaterThan(1);
    expect(missing).toEqual([]);
  });

  test('there is one for every status of the action table', () => {
    expect(Object.keys(allowed)).toEqual([...statuses]);
  });
});

describe('refusals', () => {
  test('each has a title and a sentence', () => {
    const codes = [...new Set([...thrownCodes(), ...refusalCodes])];

    const missing = codes.filter(
      (code) =>
        !language.has('zh', 'problems', `${code}.title`) ||
        !language.has('zh', 'problems', `${code}.detail`),
    );

    expect(codes.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  test('a code nobody wrote words for would be found', () => {
    expect(language.has('zh', 'problems', 'NO_SUCH_CODE.title')).toBe(false);
    expect(thrownCodes()).toContain('CASE_UNKNOWN');
  });
});
