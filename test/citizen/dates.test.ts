import { describe, expect, test } from '@jest/globals';
import { sayDistance, sayDue, sayIsoDay, sayPast } from '../../api/citizen/dates.ts';
import { buildFrame } from './build-frame.ts';

const zh = buildFrame();
const en = buildFrame({ lang: 'en' });
const { now } = zh;
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

describe('a due date is said with its day and its distance', () => {
  test('one that ends with the day names that day, not the midnight after it', () => {
    const dueAt = new Date('2026-12-02T16:00:00Z');

    expect(sayDue(dueAt, now, zh)).toBe('12月2日 周三 当天');
    expect(sayDue(dueAt, now, en)).toBe('the end of Wed 2 December');
    expect(sayDistance(dueAt, now, zh)).toBe('还有 11 天');
  });

  test('one within a day names the minute', () => {
    expect(sayDue(inHours(5), now, zh)).toBe('11月21日 周六 15:00');
    expect(sayDistance(inHours(5), now, zh)).toBe('还有 5 小时');
    expect(sayDistance(inHours(0.5), now, zh)).toBe('不到 1 小时');
    expect(sayDistance(inHours(1.5), now, en)).toBe('1 hour left');
  });

  test('one that has passed is said to be late', () => {
    expect(sayDistance(inHours(-1), now, zh)).toBe('今天刚刚超过');
    expect(sayDistance(inHours(-72), now, zh)).toBe('已超过 3 天');
    expect(sayDistance(inHours(-30), now, en)).toBe('1 day late');
  });

  test('the end of yesterday is one day late this morning', () => {
    expect(sayDistance(new Date('2026-11-20T16:00:00Z'), now, zh)).toBe('已超过 1 天');
  });
});

describe('other dates', () => {
  test('the year stands there when it is not this one', () => {
    expect(sayPast(new Date('2025-12-31T15:59:00Z'), now, zh)).toBe(
      '2025年12月31日 周三 23:59（325 天前）',
    );
    expect(sayPast(inHours(-1), now, zh)).toBe('11月21日 周六 09:00（今天）');
  });

  test('a day that is none is given back as it came', () => {
    expect(sayIsoDay('2026-12-15', now, zh)).toBe('12月15日 周二');
    expect(sayIsoDay('soon', now, zh)).toBe('soon');
  });
});
