import { describe, expect, test } from '@jest/globals';
import {
  compareWithBase,
  filesOfDraft,
  mustBeWritable,
  mustOwn,
} from '../../processes/models/draft.ts';
import { knownKindOf, manifestOf, modelKindOf } from '../../processes/models/file.ts';
import { buildDraft } from './build-draft.ts';

const base = [
  { name: 'a.dmn', digest: 'a1' },
  { name: 'b.form', digest: 'b1' },
  { name: 'c.bpmn', digest: 'c1' },
];

describe('a file of a set', () => {
  test.each([
    ['complaint.bpmn', 'bpmn'],
    ['投诉办理.dmn', 'dmn'],
    ['reply-draft.form', 'form'],
    ['routing.scenario.json', 'scenario'],
  ])('%s is known by its ending', (name, kind) => {
    expect(modelKindOf(name)).toBe(kind);
  });

  test.each(['../x.bpmn', 'a/b.bpmn', 'x.bpmn.exe', '.hidden.bpmn', 'x.json', '', 'a\u0000.bpmn'])(
    '«%s» is none of ours',
    (name) => {
      expect(() => knownKindOf(name)).toThrow('MODEL_FILE_NAME');
    },
  );

  test('stands in the digest of its set whatever the order was', () => {
    expect(manifestOf([...base].reverse())).toBe(manifestOf(base));
    expect(manifestOf(base)).toBe('a1  a.dmn\nb1  b.form\nc1  c.bpmn\n');
  });
});

describe('a draft', () => {
  const changes = [
    { name: 'a.dmn', digest: 'a2' },
    { name: 'b.form', digest: null },
    { name: 'd.form', digest: 'd1' },
    { name: 'gone.form', digest: null },
  ];

  test('is its base with the changes applied', () => {
    expect(filesOfDraft(base, changes).map(({ name, digest }) => `${name}=${digest}`)).toEqual([
      'a.dmn=a2',
      'c.bpmn=c1',
      'd.form=d1',
    ]);
  });

  test('says of every file what it does to it, and nothing of one added and removed again', () => {
    expect(compareWithBase(base, changes).map(({ name, change }) => `${name} ${change}`)).toEqual([
      'a.dmn changed',
      'b.form removed',
      'c.bpmn same',
      'd.form added',
    ]);
  });

  test.each([
    [{ state: 'in-review' }, 'DRAFT_IN_REVIEW'],
    [{ state: 'published' }, 'DRAFT_CLOSED'],
    [{ state: 'discarded' }, 'DRAFT_CLOSED'],
    [{ state: 'approved', publishing: 'v2' }, 'DRAFT_PUBLISHING'],
  ] as const)('that is %o is not written', (change, code) => {
    expect(() => mustBeWritable(buildDraft(change))).toThrow(code);
  });

  test('lets a rule administrator change rules, forms and scenarios, but no diagram', () => {
    const hand = { userId: 'P-rules', ownsProcesses: false };

    expect(() => mustOwn(hand, ['a.dmn', 'b.form', 'x.scenario.json'])).not.toThrow();
    expect(() => mustOwn(hand, ['c.bpmn'])).toThrow('DIAGRAM_OWNERS_ONLY');
  });
});
