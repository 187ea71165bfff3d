import { describe, expect, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import type { Span } from '../../processes/rota/changes.ts';
import { type DutyFacts, dutiesOf } from '../../processes/rota/duties.ts';
import { rehearse } from '../../processes/rota/rehearsal.ts';
import type { Rota } from '../../processes/rota/rota.ts';
import { factsOf, leaveOf, rotaOf, shiftOf, span, standIn } from './rotas.ts';

const quarter = 15 * 60_000;

function local(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** The gaps in words, as somebody would read them. */
function gapsIn(rotas: readonly Rota[], within: Span, facts: DutyFacts): string[] {
  return rehearse(rotas, within, facts).gaps.map(
    ({ rotaId, shiftId, why, from, until }) =>
      `${rotaId}/${shiftId ?? '-'} ${why} ${local(from)} – ${local(until)}`,
  );
}

/** An institution as careful as it could be, but for what was left out on purpose. */
const workdays = shiftOf({
  ...{ id: 'day', on: 'working-days', startsAt: '08:30', minutes: 9 * 60, turn: ['P-an', 'P-bo'] },
});
const restDays = shiftOf({ id: 'rest', on: 'rest-days', startsAt: '08:30', minutes: 9 * 60 });
const nights = shiftOf({
  id: 'night',
  startsAt: '17:30',
  minutes: 15 * 60,
  turn: ['P-dou', 'P-er'],
});
const leaders = rotaOf([shiftOf({ id: 'week', turn: ['P-fu', 'P-gu'], rotates: 'week' })], {
  ...{ id: 'leaders', role: 'duty-leader' },
});
const desk = rotaOf([workdays, restDays, nights]);

const festivals = [
  ['National Day', span('2026-09-15 00:00', '2026-10-15 00:00')],
  ['Spring Festival', span('2026-02-05 00:00', '2026-03-07 00:00')],
] as const;

describe.each(festivals)('a rehearsal over %s', (_, within) => {
  test('invents no gap where somebody is always there', () => {
    expect(gapsIn([desk, leaders], within, factsOf())).toEqual([]);
  });

  test('agrees with a look at every quarter of an hour', () => {
    const rotas = [rotaOf([workdays, nights]), leaders];
    const days = { from: new Date(within.from.getTime() + 9 * 86_400_000) };
    const until = new Date(days.from.getTime() + 3 * 86_400_000);
    const facts = factsOf({
      leaves: [{ id: 'L-1', userId: 'P-dou', ...days, until }],
      standIns: [standIn({ ...days, until, shiftId: 'night', userId: 'P-hou' })],
    });
    const gaps = rehearse(rotas, within, facts).gaps;
    for (const rota of rotas) {
      const duties = dutiesOf(rota, within, facts);
      for (let at = within.from.getTime(); at < within.until.getTime(); at += quarter) {
        const is = ({ from, until: end }: Span) => from.getTime() <= at && at < end.getTime();
        const isStood = duties.some((duty) => is(duty) && duty.userId !== null);
        const lacks = duties.some((duty) => is(duty) && duty.userId === null);
        const isGap = gaps.some((gap) => gap.rotaId === rota.id && is(gap));
        if (isGap !== (lacks || !isStood)) throw new Error(`${rota.id} at ${local(new Date(at))}`);
      }
    }
  });
});

describe('a rehearsal finds', () => {
  test('the days of the festival that nobody planned, and no other', () => {
    const forgotten = rotaOf([workdays, nights]);
    const found = gapsIn([forgotten], span('2026-09-28 00:00', '2026-10-12 00:00'), factsOf());
    expect(found).toEqual([
      'desk/- no-shift 2026-10-01 08:30 – 2026-10-01 17:30',
      'desk/- no-shift 2026-10-02 08:30 – 2026-10-02 17:30',
      'desk/- no-shift 2026-10-03 08:30 – 2026-10-03 17:30',
      'desk/- no-shift 2026-10-04 08:30 – 2026-10-04 17:30',
      'desk/- no-shift 2026-10-05 08:30 – 2026-10-05 17:30',
      'desk/- no-shift 2026-10-06 08:30 – 2026-10-06 17:30',
      'desk/- no-shift 2026-10-07 08:30 – 2026-10-07 17:30',
      'desk/- no-shift 2026-10-11 08:30 – 2026-10-11 17:30',
    ]);
  });

  test('that a rota of weekdays leaves out the Saturday which is worked', () => {
    const pattern = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
    const byWeek = { ...workdays, on: 'every-day' as const, pattern };
    const found = gapsIn(
      [rotaOf([byWeek, restDays, nights])],
      span('2026-02-13 08:30', '2026-02-15 08:30'),
      factsOf(),
    );
    expect(found).toEqual(['desk/- no-shift 2026-02-14 08:30 – 2026-02-14 17:30']);
  });

  test('a leave that nobody stands in for, for as long as it lasts', () => {
    const leaves = [leaveOf('P-fu', '2026-02-17 00:00', '2026-02-19 12:00')];
    const within = span('2026-02-16 08:00', '2026-02-21 08:00');
    const weekOf = { ...leaders, shifts: [shiftOf({ id: 'week', turn: ['P-fu'] })] };
    expect(gapsIn([weekOf], within, factsOf({ leaves }))).toEqual([
      'leaders/week leave 2026-02-17 00:00 – 2026-02-19 12:00',
    ]);
  });

  test('that a shift of one of two has nobody, though the other one is there', () => {
    const second = shiftOf({ id: 'second', turn: [] });
    const found = gapsIn(
      [rotaOf([shiftOf(), second])],
      span('2026-03-02 08:00', '2026-03-03 08:00'),
      factsOf(),
    );
    expect(found).toEqual(['desk/second empty 2026-03-02 08:00 – 2026-03-03 08:00']);
  });

  test('nothing outside the shifts of a rota that need not always be covered', () => {
    const office = rotaOf([workdays], { covers: 'shifts' });
    expect(gapsIn([office], span('2026-02-05 00:00', '2026-03-07 00:00'), factsOf())).toEqual([]);
  });

  test('somebody who would have to be at two places', () => {
    const both = rotaOf(
      [shiftOf({ id: 'week', turn: ['P-an'], startsAt: '20:00', minutes: 720 })],
      {
        ...{ id: 'leaders', covers: 'shifts' },
      },
    );
    const within = span('2026-03-02 08:00', '2026-03-04 08:00');
    const { clashes } = rehearse([rotaOf([shiftOf()]), both], within, factsOf());
    expect(clashes.map(({ userId, from, until }) => [userId, local(from), local(until)])).toEqual([
      ['P-an', '2026-03-02 20:00', '2026-03-03 08:00'],
    ]);
  });

  test('the holidays and the days that are worked for them', () => {
    const { unusualDays } = rehearse(
      [desk],
      span('2026-09-20 00:00', '2026-10-11 00:00'),
      factsOf(),
    );
    expect(unusualDays.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      '2026-09-20 makeup',
      ...[
        '2026-09-25 holiday',
        '2026-09-26 holiday',
        '2026-09-27 holiday',
        '2026-10-01 holiday',
        '2026-10-02 holiday',
        '2026-10-03 holiday',
      ],
      ...['2026-10-04 holiday', '2026-10-05 holiday', '2026-10-06 holiday', '2026-10-07 holiday'],
      '2026-10-10 makeup',
    ]);
  });

  test('a year the calendar does not list, when a shift depends on it', () => {
    const { '2026': _, ...years } = chineseCalendar().years;
    const facts = { ...factsOf(), calendar: { ...chineseCalendar(), years } };
    const within = span('2025-12-20 00:00', '2026-01-19 00:00');
    expect(rehearse([desk], within, facts).unknownYears).toEqual(['2026']);
    expect(rehearse([leaders], within, facts).unknownYears).toEqual([]);
  });
});
