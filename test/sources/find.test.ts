import { describe, expect, test } from '@jest/globals';
import { isWanted, keysOf } from '../../processes/sources/find.ts';
import { readDate } from '../../processes/sources/read-date.ts';
import { personsAmong, withoutPeople } from '../../processes/sources/without-people.ts';

const found = { title: '滨河路桥面塌陷', excerpt: '现场已封闭 near the ＢＲＩＤＧＥ' };

describe('topic words', () => {
  test.each([
    [[], true],
    [['停水', '塌陷'], true],
    [['bridge'], true],
    [['停水'], false],
  ])('%j', (words, wanted) => {
    expect(isWanted(found, words)).toBe(wanted);
  });
});

describe('by what two reports are known to be of one matter', () => {
  const link = 'https://news.example/a/1';

  test('the page, whoever shared it', () => {
    const shared = 'http://www.news.example/a/1/?utm_source=rss#top';

    expect(keysOf({ title: 'a', link: shared }).page).toBe(keysOf({ title: 'b', link }).page);
  });

  test('pages that differ behind the # of a site that routes there are two', () => {
    const [one, other] = ['#/detail/1', '#/detail/2'].map((route) =>
      keysOf({ title: 'a', link: `https://board.example/${route}` }),
    );

    expect(one?.page).not.toBe(other?.page);
  });

  test('the headline without its signs, unless it says too little', () => {
    expect(keysOf({ title: '滨河路 桥面塌陷！', link }).title).toBe(
      keysOf({ title: '【滨河路】桥面塌陷', link }).title,
    );
    expect(keysOf({ title: '通知公告', link }).title).toBeNull();
  });
});

describe('what a text says of people', () => {
  test.each([
    ['（通讯员 李晓明）桥已修好', '…桥已修好'],
    ['文/王小虎 桥已修好', '… 桥已修好'],
    ['编辑：王小虎', '…'],
    ['请拨 12345 或 13812345678', '请拨 12345 或 …'],
    ['感谢@云溪小李 的反映', '感谢… 的反映'],
  ])('%s → %s', (text, kept) => {
    expect(withoutPeople(text, [])).toBe(kept);
  });

  test('a name in letters is cut as a word, not out of one', () => {
    expect(withoutPeople('Living with Li', ['Li'])).toBe('Living with …');
  });

  test('an office that signs, and the outlet itself, stay', () => {
    expect(personsAmong(['市政府办公室', '云溪发布', 'a@b.example (张三丰)'], '云溪发布')).toEqual([
      ...['a@b.example (张三丰)', 'a@b.example', '张三丰'],
    ]);
  });
});

describe('when something was published', () => {
  const now = new Date('2026-12-01T00:00:00Z');

  test.each([
    ['Fri, 20 Nov 2026 08:00:00 GMT', '2026-11-20T08:00:00.000Z'],
    ['Mon, 20 Nov 2026 08:00 +0800', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T08:00:00+08:00', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20', '2026-11-19T16:00:00.000Z'],
    ['2026/11/20 8:05', '2026-11-20T00:05:00.000Z'],
    ['2026年11月20日', '2026-11-19T16:00:00.000Z'],
    ['gestern', undefined],
    ['', undefined],
    ['0001-01-01T00:00:00Z', undefined],
  ])('%s', (written, instant) => {
    expect(readDate(written, now)?.toISOString()).toBe(instant);
  });
});
