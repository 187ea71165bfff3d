import { describe, expect, test } from '@jest/globals';
import { shippedSources, sourcesDocument, wordsOf } from '../../processes/settings/sources.ts';

const source = {
  ...{ id: 'city', zh: '云溪日报', en: '', address: 'https://news.example/rss', every: 30 },
  ...{ active: true, words: ['桥面'] },
};

describe('the sources that are watched', () => {
  test('are none until somebody says what', () => {
    expect(sourcesDocument.parse(shippedSources)).toEqual({ words: [], items: [] });
  });

  test('have each word once', () => {
    const { words, items } = sourcesDocument.parse({
      words: ['停水', ' 停水 '],
      items: [{ ...source, words: ['桥面', '桥面'] }],
    });

    expect([words, items[0]?.words]).toEqual([['停水'], ['桥面']]);
  });

  test('have each code once', () => {
    const { error } = sourcesDocument.safeParse({ words: [], items: [source, source] });

    expect(error?.issues).toMatchObject([{ path: ['items', 1, 'id'], message: 'CODE_TWICE' }]);
  });

  test.each(['ftp://news.example/rss', 'javascript:alert(1)', '/rss', 'https://'])(
    'are at no address like %s',
    (address) => {
      const { error } = sourcesDocument.safeParse({ words: [], items: [{ ...source, address }] });

      expect(error?.issues).toMatchObject([{ message: 'LINK_WRONG' }]);
    },
  );

  test.each([4, 1441, 7.5])('are not looked at every %d minutes', (every) => {
    expect(sourcesDocument.safeParse({ words: [], items: [{ ...source, every }] }).success).toBe(
      false,
    );
  });

  test('are watched by their own words and those of the house', () => {
    expect(wordsOf({ words: ['停水', '桥面'], items: [] }, source)).toEqual(['桥面', '停水']);
    expect(wordsOf(shippedSources, { words: [] })).toEqual([]);
  });
});
