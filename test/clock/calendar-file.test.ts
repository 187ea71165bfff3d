import { describe, expect, test } from '@jest/globals';
import { readCalendarFile } from '../../processes/clock/calendar-file.ts';

const csv = (...lines: string[]) => ['date,kind,name', ...lines].join('\n');
const problemsOf = (text: string, year: string | null = '2027') =>
  readCalendarFile(text, year).problems.map(({ line, code, value }) => [line, code, value]);

describe('a table of days', () => {
  test('gives holidays and make-up days, in the words of either language', () => {
    const { days, problems } = readCalendarFile(
      csv('2027-01-01,holiday,元旦', '2027/2/6,休,"春节, 第一天"', '20270220,班,春节'),
      '2027',
    );

    expect(problems).toEqual([]);
    expect(days).toEqual([
      { line: 2, date: '2027-01-01', kind: 'holiday', name: '元旦' },
      { line: 3, date: '2027-02-06', kind: 'holiday', name: '春节, 第一天' },
      { line: 4, date: '2027-02-20', kind: 'makeup', name: '春节' },
    ]);
  });

  test('as a spreadsheet saves it: mark of the encoding, other line ends, an empty last line', () => {
    const text = `\uFEFF${csv('2027-01-01,holiday,元旦').replaceAll('\n', '\r\n')}\r\n\r\n`;

    expect(readCalendarFile(text, '2027').days).toHaveLength(1);
    expect(problemsOf(text)).toEqual([]);
  });

  test.each([
    ['2027-02-30,holiday,春节', 'DATE_IMPOSSIBLE', '2027-02-30'],
    ['2028-01-01,holiday,元旦', 'DAY_IN_WRONG_YEAR', '2028-01-01'],
    ['2027-01-01,feast,元旦', 'KIND_UNKNOWN', 'feast'],
    ['2027-01-04,makeup,元旦', 'MAKEUP_ON_WORKING_DAY', '2027-01-04'],
    ['2027-01-01,holiday,', 'NAME_MISSING', '2027-01-01'],
    [`2027-01-01,holiday,${'长'.repeat(41)}`, 'NAME_TOO_LONG', '2027-01-01'],
    ['2027-01-01', 'COLUMNS_MISSING', '2027-01-01'],
  ])('with the line «%s» is refused at that line: %s', (line, code, value) => {
    expect(problemsOf(csv('2027-05-01,holiday,劳动节', line))).toEqual([[3, code, value]]);
  });

  test('with a day twice names the second line, in the order of lines', () => {
    const twice = csv('2027-01-01,holiday,元旦', 'x,holiday,元旦', '2027-01-01,holiday,元旦');

    expect(problemsOf(twice)).toEqual([
      [3, 'DATE_IMPOSSIBLE', 'x'],
      [4, 'DAY_TWICE', '2027-01-01'],
    ]);
  });

  test('without the header, or without a line, holds nothing', () => {
    expect(problemsOf('2027-01-01,holiday,元旦')).toEqual([
      [1, 'HEADER_MISSING', '2027-01-01,holiday,元旦'],
    ]);
    expect(problemsOf('date,kind,name\n')).toEqual([[1, 'FILE_HOLDS_NOTHING', '']]);
  });
});

function feed(...events: readonly string[][]): string {
  const lines = events.flatMap((fields) => ['BEGIN:VEVENT', ...fields, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
}

describe('a feed', () => {
  test('marks days by 休 and 班 in the summary, by category, or as large vendors do', () => {
    const text = feed(
      ['DTSTART;VALUE=DATE:20270101', 'SUMMARY:元旦（休）'],
      ['DTSTART;VALUE=DATE:20270206', 'DTEND;VALUE=DATE:20270209', 'SUMMARY:春节 假期'],
      ['DTSTART;VALUE=DATE:20270220', 'SUMMARY:春节', 'CATEGORIES:班'],
      ['DTSTART;VALUE=DATE:20270501', 'SUMMARY:劳动节', 'X-APPLE-SPECIAL-DAY:WORK-HOLIDAY'],
    );

    const { days, problems } = readCalendarFile(text, '2027');

    expect(problems).toEqual([]);
    expect(days.map(({ date, kind, name }) => `${date} ${kind} ${name}`)).toEqual([
      '2027-01-01 holiday 元旦',
      '2027-02-06 holiday 春节',
      '2027-02-07 holiday 春节',
      '2027-02-08 holiday 春节',
      '2027-02-20 makeup 春节',
      '2027-05-01 holiday 劳动节',
    ]);
  });

  test('shows what is no holiday, and leaves it out', () => {
    const text = feed(
      ['DTSTART;VALUE=DATE:20270214', 'SUMMARY:情人节'],
      ['DTSTART;VALUE=DATE:20270204', 'SUMMARY:立春'],
      ['DTSTART:20270101T090000Z', 'SUMMARY:会议'],
      ['DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=YEARLY', 'SUMMARY:元旦（休）'],
      ['DTSTART;VALUE=DATE:20260101', 'SUMMARY:元旦（休）'],
    );

    const { days, others, problems } = readCalendarFile(text, '2027');

    expect([days, problems]).toEqual([[], []]);
    expect(others.map(({ date, name, reason }) => [date, name, reason])).toEqual([
      ['2027-02-14', '情人节', 'no-mark'],
      ['2027-02-04', '立春', 'no-mark'],
      ['2027-01-01', '会议', 'not-all-day'],
      ['2027-01-01', '元旦', 'recurring'],
      ['2026-01-01', '元旦', 'other-year'],
    ]);
  });

  test('folded over lines is read as one, with its signs put back', () => {
    const text = feed(['DTSTART;VALUE=DATE:20270101', 'SUMMARY:元旦\\, 新', ' 年（休）']);

    expect(readCalendarFile(text, '2027').days[0]?.name).toBe('元旦, 新年');
  });

  test.each([
    [['DTSTART;VALUE=DATE:20270230', 'SUMMARY:某节（休）'], 'DATE_IMPOSSIBLE'],
    [['DTSTART;VALUE=DATE:20270104', 'SUMMARY:元旦（班）'], 'MAKEUP_ON_WORKING_DAY'],
    [
      ['DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270301', 'SUMMARY:某节（休）'],
      'EVENT_TOO_LONG',
    ],
  ])('with %j is refused: %s', (event, code) => {
    expect(problemsOf(feed(event)).map(([, found]) => found)).toEqual([code]);
  });

  test('without an event holds nothing', () => {
    expect(problemsOf(feed())).toEqual([[1, 'FILE_HOLDS_NOTHING', '']]);
  });
});
