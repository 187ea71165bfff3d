import { expect, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { letterNumber, localYear, workingDaysLate } from '../../processes/escalation/letter.ts';
import { at } from '../support/build-case.ts';

const calendar = chineseCalendar();

test('a paper is numbered as official letters are, in the year of the institution', () => {
  expect(letterNumber('督办函', 2026, 7)).toBe('督办函〔2026〕7号');
  expect(localYear(at('2027-01-01T00:30'), calendar.zone)).toBe(2027);
  expect(localYear(at('2026-12-31T23:30'), calendar.zone)).toBe(2026);
});

test.each([
  ['on the last day nothing is late', '2026-11-20T17:00', 0],
  ['the first morning after it is one', '2026-11-23T07:00', 1],
  ['rest days are left out', '2026-11-22T10:00', 0],
  ['a week of work is five', '2026-11-27T10:00', 5],
])('working days late: %s', (_, now, days) => {
  expect(workingDaysLate(at('2026-11-21T00:00'), at(now), calendar)).toBe(days);
});
