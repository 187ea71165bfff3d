import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import {
  channelProblem,
  channelsDocument,
  shippedChannels,
} from '../../processes/settings/channels.ts';
import { mayApprove, mayEdit } from '../../processes/settings/kinds.ts';
import { settingKinds } from '../../processes/settings/names.ts';
import { givesAccess, personDocument } from '../../processes/settings/person.ts';
import { textsDocument, wordedText } from '../../processes/settings/texts.ts';
import { topicProblems, topicsDocument } from '../../processes/settings/topics.ts';
import { unitDocument, unitProblems } from '../../processes/settings/unit.ts';
import { buildQuestion, buildTopics, options } from './build-settings.ts';

/** Where a document does not hold, and which rule says so. */
function wrongIn(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('/')} ${message}`);
}

describe('complaint types', () => {
  test('hold as they are shipped, and with questions of every kind', () => {
    const questions = (['text', 'long-text', 'date', 'number'] as const).map((kind, index) =>
      buildQuestion({ id: `q${index}`, kind }),
    );
    const choice = buildQuestion({ id: 'choice', kind: 'choice', choices: options });

    expect(wrongIn(topicsDocument, buildTopics())).toEqual([]);
    expect(wrongIn(topicsDocument, buildTopics(...questions, choice))).toEqual([]);
  });

  test.each([
    ['a question without text', buildQuestion({ zh: '  ' }), 'zh QUESTION_WITHOUT_TEXT'],
    [
      'a choice without options',
      buildQuestion({ kind: 'choice' }),
      'choices CHOICE_WITHOUT_OPTIONS',
    ],
    ['options of no choice', buildQuestion({ choices: options }), 'choices OPTIONS_WITHOUT_CHOICE'],
    ['a code that is none', buildQuestion({ id: 'Q 1' }), 'id SETTING_CODE_FORM'],
    [
      'the same option twice',
      buildQuestion({ kind: 'choice', choices: [...options, ...options.slice(0, 1)] }),
      'choices/2/id CODE_TWICE',
    ],
  ])('with %s are refused at its place', (_what, question, wrong) => {
    expect(wrongIn(topicsDocument, buildTopics(question))).toEqual([
      `items/3/questions/0/${wrong}`,
    ]);
  });

  test('have each code once', () => {
    const { items } = buildTopics();
    const twice = { items: [...items, ...items.slice(0, 1)] };

    expect(wrongIn(topicsDocument, twice)).toEqual([`items/${items.length}/id CODE_TWICE`]);
  });

  test('that cases have are retired, never removed; the one for those who cannot tell stays', () => {
    const { items } = buildTopics();
    const without = { items: items.filter(({ id }) => id !== 'other') };
    const hidden = items.map((one) => (one.id === 'other' ? { ...one, shown: false } : one));

    expect(topicProblems({ items }, ['transport'], [])).toEqual([
      { path: ['items', 'transport'], code: 'TOPIC_IN_USE', params: { name: 'transport' } },
    ]);
    expect(topicProblems(without, [], []).map(({ code }) => code)).toEqual(['TOPIC_NEEDED']);
    expect(topicProblems({ items: hidden }, [], []).map(({ code }) => code)).toEqual([
      'TOPIC_NEEDED',
    ]);
  });

  test('are proposed to units that stand', () => {
    const { items } = buildTopics();
    const given = items.map((one, index) => (index === 2 ? { ...one, unitId: 'U-gone' } : one));

    expect(topicProblems({ items: given }, [], ['U-office'])).toEqual([
      { path: ['items', 2, 'unitId'], code: 'NOT_A_CHOICE', params: {} },
    ]);
  });
});

describe('channels', () => {
  const shipped = shippedChannels((lang, id) => `${lang} ${id}`);
  const set = (id: string, change: object) => ({
    items: shipped.items.map((one) => (one.id === id ? { ...one, ...change } : one)),
  });

  test('are there once each', () => {
    expect(wrongIn(channelsDocument, shipped)).toEqual([]);
    expect(wrongIn(channelsDocument, { items: shipped.items.slice(1) })).toEqual([
      'items CHANNELS_EACH_ONCE',
    ]);
  });

  test.each([
    ['a closed one takes nothing', set('letter', { open: false }), null, 'CHANNEL_CLOSED'],
    [
      'one that asks for a link takes no word',
      set('letter', { needs: 'link' }),
      'x',
      'LINK_MISSING',
    ],
    ['nor a script', set('letter', { needs: 'link' }), 'javascript:alert(1)', 'LINK_MISSING'],
    ['but a link', set('letter', { needs: 'link' }), 'https://board.example/7', null],
    [
      'one that asks for a number needs it',
      set('letter', { needs: 'number' }),
      null,
      'NUMBER_MISSING',
    ],
    ['an open one takes all', shipped, null, null],
  ] as const)('%s', (_what, channels, reference, problem) => {
    expect(channelProblem(channelsDocument.parse(channels), 'letter', reference)).toBe(problem);
  });
});

describe('texts citizens read', () => {
  test('are filled in, and shipped where nothing is set', () => {
    const texts = textsDocument.parse({
      items: { 'start.lead': { zh: '请告诉{{institution}} <b>', en: '' } },
    });
    const params = { institution: '云溪市' };

    expect(wordedText(texts, 'start.lead', 'zh', params)).toBe('请告诉云溪市 <b>');
    expect(wordedText(texts, 'start.lead', 'en', params)).toBeNull();
    expect(wordedText(texts, 'site.name', 'zh', {})).toBeNull();
  });

  test('name nothing the house does not fill in, and no other text', () => {
    expect(
      wrongIn(textsDocument, { items: { 'site.name': { zh: '{{password}}', en: '' } } }),
    ).toEqual(['items/site.name/zh TEXT_GAP']);
    expect(wrongIn(textsDocument, { items: { 'error.heading': { zh: '', en: '' } } })).toEqual([
      'items/error.heading UNKNOWN_FIELD',
    ]);
  });
});

describe('a unit', () => {
  const unit = unitDocument.parse({
    ...{
      name: '城市管理局',
      nameEn: '',
      duties: ['environment'],
      address: '',
      phone: '',
      hours: '',
    },
    ...{ dissolvedOn: '2026-12-31', successorId: null },
  });
  const facts = {
    ...{ unitId: 'U-a', openCases: 0, children: 0 },
    ...{ topics: ['environment'], units: ['U-a', 'U-b'] },
  };
  const codes = (change: object, about: object = {}) =>
    unitProblems({ ...unit, ...change }, { ...facts, ...about }).map(({ code }) => code);

  test('is dissolved with open cases only where a successor is named', () => {
    expect(codes({}, { openCases: 3 })).toEqual(['UNIT_HAS_CASES']);
    expect(unitProblems(unit, { ...facts, openCases: 3 })[0]?.params).toEqual({ count: 3 });
    expect(codes({ successorId: 'U-b' }, { openCases: 3 })).toEqual([]);
    expect(codes({})).toEqual([]);
  });

  test('is not its own successor, nor is a unit that is gone', () => {
    expect(codes({ successorId: 'U-a' })).toEqual(['NOT_A_CHOICE']);
    expect(codes({ successorId: 'U-gone' })).toEqual(['NOT_A_CHOICE']);
    expect(codes({ dissolvedOn: null, successorId: 'U-b' })).toEqual(['SUCCESSOR_WITHOUT_END']);
  });

  test('stands as long as units below it do, and knows its duties', () => {
    expect(codes({}, { children: 2 })).toEqual(['UNIT_HAS_UNITS']);
    expect(codes({ duties: ['nothing'], dissolvedOn: null })).toEqual(['NOT_A_CHOICE']);
    expect(wrongIn(unitDocument, { ...unit, dissolvedOn: '2026-02-30' })).toEqual([
      'dissolvedOn NOT_A_DATE',
    ]);
  });
});

describe('the roles of a person', () => {
  const office = { role: 'office', unitId: 'U-a', from: null, until: null } as const;
  const person = (roles: readonly object[], disabled = false) =>
    personDocument.parse({ roles, disabled });

  test('are known, once each, and end after they begin', () => {
    expect(
      wrongIn(personDocument, { roles: [{ ...office, role: 'king' }], disabled: false }),
    ).toEqual([expect.stringMatching(/^roles\/0\/role /)]);
    expect(wrongIn(personDocument, { roles: [office, office], disabled: false })).toEqual([
      'roles/1 ROLE_TWICE',
    ]);
    const late = { ...office, from: '2026-12-02', until: '2026-12-01' };
    expect(wrongIn(personDocument, { roles: [late], disabled: false })).toEqual([
      'roles/0/until UNTIL_BEFORE_FROM',
    ]);
  });

  test.each([
    ['a role more', [], [office], true],
    ['a role less', [office], [], false],
    ['an end', [office], [{ ...office, until: '2026-12-31' }], false],
    ['a later end', [{ ...office, until: '2026-12-31' }], [office], true],
    ['an earlier beginning', [{ ...office, from: '2026-12-31' }], [office], true],
    ['another unit', [office], [{ ...office, unitId: 'U-b' }], true],
  ])('%s needs another pair of eyes only where it gives more', (_what, before, after, gives) => {
    expect(givesAccess(person(before), person(after))).toBe(gives);
  });

  test('are given back with the access only by two', () => {
    expect(givesAccess(person([office], true), person([office]))).toBe(true);
    expect(givesAccess(person([office]), person([office], true))).toBe(false);
  });
});

describe('who changes and approves', () => {
  test('each kind has somebody; what matters needs two', () => {
    for (const kind of settingKinds) expect(mayEdit(kind, ['system-admin'])).toBe(true);
    expect(settingKinds.filter((kind) => mayApprove(kind, ['system-admin']))).toEqual([
      'topics',
      'texts',
      'person',
    ]);
    expect(settingKinds.filter((kind) => mayEdit(kind, ['unit-handler', 'auditor']))).toEqual([]);
  });
});
