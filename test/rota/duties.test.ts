import { describe, expect, test } from '@jest/globals';
import { dutiesOf } from '../../processes/rota/duties.ts';
import { factsOf, leaveOf, moment, rotaOf, shiftOf, span, standIn } from './rotas.ts';

type Given = Parameters<typeof dutiesOf>;

/** The duties of some days in words: the day each begins, and who stands it. */
function whoStands(...given: Given): string[] {
  return dutiesOf(...given).map(({ date, userId, lack }) => `${date} ${userId ?? lack}`);
}

describe('a turn', () => {
  test('goes from one person to the next with each shift, counted from its first day', () => {
    const rota = rotaOf([shiftOf()]);
    expect(whoStands(rota, span('2026-03-02 08:00', '2026-03-06 08:00'), factsOf())).toEqual([
      '2026-03-02 P-an',
      '2026-03-03 P-bo',
      '2026-03-04 P-cui',
      '2026-03-05 P-an',
    ]);
  });

  test('by weeks changes on Mondays, whatever day its first one was', () => {
    const rota = rotaOf([shiftOf({ from: '2026-03-04', rotates: 'week' })]);
    const stood = whoStands(rota, span('2026-03-07 08:00', '2026-03-10 08:00'), factsOf());
    expect(stood).toEqual(['2026-03-07 P-an', '2026-03-08 P-an', '2026-03-09 P-bo']);
  });

  test('on working days leaves out Spring Festival and takes in the day that is worked for it', () => {
    const rota = rotaOf([shiftOf({ on: 'working-days', minutes: 600, startsAt: '08:30' })]);
    const stood = dutiesOf(rota, span('2026-02-13 00:00', '2026-03-02 00:00'), factsOf());
    expect(stood.map(({ date }) => date)).toEqual([
      ...['2026-02-13', '2026-02-14', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27'],
      '2026-02-28',
    ]);
    expect(new Set(stood.map(({ userId }) => userId)).size).toBe(3);
  });

  test('on rest days stands the festival, and not the Saturday that is worked for it', () => {
    const rota = rotaOf([shiftOf({ on: 'rest-days' })]);
    const stood = dutiesOf(rota, span('2026-02-12 00:00', '2026-02-24 00:00'), factsOf());
    expect(stood.map(({ date }) => date.slice(8))).toEqual([
      '15',
      '16',
      '17',
      '18',
      '19',
      '20',
      '21',
      '22',
      '23',
    ]);
  });

  test('every second weekend is every second weekend', () => {
    const pattern = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU';
    const rota = rotaOf([shiftOf({ from: '2026-03-02', pattern })]);
    const stood = dutiesOf(rota, span('2026-03-02 00:00', '2026-04-01 00:00'), factsOf());
    expect(stood.map(({ date }) => date.slice(5))).toEqual(['03-07', '03-08', '03-21', '03-22']);
  });

  test('a shift that began before the time looked at is still seen', () => {
    const rota = rotaOf([shiftOf({ startsAt: '20:00', minutes: 12 * 60 })]);
    const [night] = dutiesOf(rota, span('2026-03-03 03:00', '2026-03-03 03:01'), factsOf());
    expect(night).toMatchObject({ date: '2026-03-02', until: moment('2026-03-03 08:00') });
  });

  test('ends with its last day, and a week-long shift runs to its own end', () => {
    const rota = rotaOf([shiftOf({ until: '2026-03-02', minutes: 7 * 24 * 60 })]);
    const stood = dutiesOf(rota, span('2026-03-08 00:00', '2026-04-01 00:00'), factsOf());
    expect(stood.at(-1)).toMatchObject({ date: '2026-03-02', until: moment('2026-03-09 08:00') });
  });
});

describe('somebody else', () => {
  const rota = rotaOf([shiftOf()]);
  const oneDay = span('2026-03-02 08:00', '2026-03-03 08:00');

  test('who stands in for part of a shift cuts it in three', () => {
    const standIns = [standIn(span('2026-03-02 12:00', '2026-03-02 18:00'))];
    const stood = dutiesOf(rota, oneDay, factsOf({ standIns }));
    expect(stood.map(({ userId, how }) => [userId, how])).toEqual([
      ['P-an', 'turn'],
      ['P-dou', 'stand-in'],
      ['P-an', 'turn'],
    ]);
    expect(stood.map(({ turnOf }) => turnOf)).toEqual(['P-an', 'P-an', 'P-an']);
  });

  test('who was put there last counts', () => {
    const standIns = [
      standIn({ ...oneDay, id: 'S-2', userId: 'P-er', at: moment('2026-02-02 00:00') }),
      standIn({ ...oneDay, id: 'S-1', userId: 'P-dou', at: moment('2026-02-01 00:00') }),
    ];
    expect(whoStands(rota, oneDay, factsOf({ standIns }))).toEqual(['2026-03-02 P-er']);
  });

  test('of another shift or rota changes nothing', () => {
    const standIns = [
      standIn({ ...oneDay, rotaId: 'leaders' }),
      standIn({ ...oneDay, shiftId: 'night' }),
    ];
    expect(whoStands(rota, oneDay, factsOf({ standIns }))).toEqual(['2026-03-02 P-an']);
  });

  test('who is on leave stands nothing, until somebody stands in', () => {
    const leaves = [leaveOf('P-an', '2026-03-01 00:00', '2026-03-02 20:00')];
    expect(whoStands(rota, oneDay, factsOf({ leaves }))).toEqual([
      '2026-03-02 leave',
      '2026-03-02 P-an',
    ]);
    const standIns = [standIn(oneDay)];
    expect(whoStands(rota, oneDay, factsOf({ leaves, standIns }))).toEqual(['2026-03-02 P-dou']);
  });

  test('who stands in and is on leave stands nothing either', () => {
    const leaves = [leaveOf('P-dou', '2026-03-01 00:00', '2026-03-09 00:00')];
    const standIns = [standIn(oneDay)];
    expect(whoStands(rota, oneDay, factsOf({ leaves, standIns }))).toEqual(['2026-03-02 leave']);
  });

  test('who no longer holds the role is a gap, and so is a turn of nobody', () => {
    const facts = factsOf({}, (userId) => userId !== 'P-an');
    expect(whoStands(rota, oneDay, facts)).toEqual(['2026-03-02 gone']);
    expect(whoStands(rotaOf([shiftOf({ turn: [] })]), oneDay, factsOf())).toEqual([
      '2026-03-02 empty',
    ]);
  });
});
