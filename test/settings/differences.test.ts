import { describe, expect, test } from '@jest/globals';
import { differencesOf } from '../../processes/settings/differences.ts';
import { buildQuestion, buildTopics } from './build-settings.ts';

describe('what a change does', () => {
  test('nothing, when nothing differs', () => {
    expect(differencesOf(buildTopics(), buildTopics())).toEqual([]);
  });

  test('is told by the place, deep inside lists too', () => {
    const before = buildTopics(buildQuestion());
    const after = buildTopics(buildQuestion({ required: true }));

    expect(differencesOf(before, after)).toEqual([
      {
        ...{ what: 'changed', before: false, after: true },
        place: ['items', 'environment', 'questions', 'q1', 'required'],
      },
    ]);
  });

  test('knows entries by their code: what was added, removed and moved', () => {
    const before = buildTopics();
    const [first, second, ...rest] = before.items;
    const items = [second, first, ...rest.slice(1)].flatMap((one) => one ?? []);
    const added = { ...buildTopics().items.slice(0, 1)[0], id: 'street-lamps', zh: '路灯' };

    const found = differencesOf(before, { items: [...items, added] });

    expect(found.map(({ what, place }) => [what, place.at(-1)])).toEqual([
      ['removed', rest[0]?.id],
      ['added', 'street-lamps'],
      ['moved', 'items'],
    ]);
    expect(found[1]).toMatchObject({ before: null, after: '路灯' });
  });

  test('knows roles by role and unit', () => {
    const held = { role: 'office', unitId: 'U-a', from: null, until: null };

    expect(differencesOf({ roles: [held] }, { roles: [{ ...held, until: '2026-12-31' }] })).toEqual(
      [
        {
          ...{ what: 'changed', before: null, after: '2026-12-31' },
          place: ['roles', 'office@U-a', 'until'],
        },
      ],
    );
  });
});
