import { describe, expect, test } from '@jest/globals';
import { dayOf, isoDateOf } from '../../processes/clock/day.ts';
import { patternDays } from '../../processes/rota/pattern.ts';
import { patternProblem } from '../../processes/rota/pattern-words.ts';

const datesOf = (...given: Parameters<typeof patternDays>) => patternDays(...given).map(isoDateOf);

describe('the pattern of a shift', () => {
  test.each([
    ['FREQ=DAILY', ['2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02', '2026-04-03']],
    ['FREQ=DAILY;INTERVAL=3', ['2026-03-30', '2026-04-02']],
    ['FREQ=WEEKLY;BYDAY=TU,TH', ['2026-03-31', '2026-04-02']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', ['2026-03-31']],
    ['FREQ=MONTHLY;BYDAY=1FR', ['2026-04-03']],
  ])('%s names its days', (pattern, days) => {
    expect(datesOf(pattern, dayOf('2026-03-30'), dayOf('2026-04-03'))).toEqual(days);
  });

  test('that can never be has no days, and ends', () => {
    const never = 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30';
    expect(datesOf(never, dayOf('2026-01-01'), dayOf('2036-01-01'))).toEqual([]);
  });

  test.each([
    ...['', 'daily', 'FREQ=HOURLY', 'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;INTERVAL=99'],
    ...['FREQ=DAILY;COUNT=3', 'FREQ=DAILY;UNTIL=20260401T000000Z', 'FREQ=DAILY;FREQ=WEEKLY'],
    ...[
      'INTERVAL=2',
      'FREQ=WEEKLY;BYDAY=XX',
      'FREQ=WEEKLY;BYDAY=9MO',
      'FREQ=DAILY;',
      'DTSTART:1\nFREQ=DAILY',
    ],
  ])('%j is refused', (pattern) => {
    expect(patternProblem(pattern)).toBe('PATTERN_UNREADABLE');
  });
});
