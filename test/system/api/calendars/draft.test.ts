import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type CalendarHouse, draftWith, openCalendarHouse, year2027 } from './calendar-house.ts';

jest.setTimeout(60_000);

let house: CalendarHouse;
beforeAll(async () => {
  house = await openCalendarHouse();
});
afterAll(() => house.stop());

describe('the draft of the next version', () => {
  test('begins with the days in force, is written whole, and changes nothing in force', async () => {
    const caoyu = await house.signIn('caoyu');

    const { written } = await draftWith(caoyu, '2027', year2027);

    expect(written.status).toBe(200);
    expect(written.body.draft).toMatchObject({ revision: 2, base: 1 });
    expect(written.body.draft.content.years['2027']).toEqual(year2027);
    expect(written.body.draft.content.years['2026'].makeups).toHaveLength(6);
    expect(written.body.content.years['2027']).toBeUndefined();
    expect((await house.deps.calendars.find('cn'))?.version).toBe(1);
  });

  test('with days that do not hold is refused whole, each day named with its place', async () => {
    const caoyu = await house.signIn('caoyu');
    const day = (date: string) => ({ date, name: '某节' });
    const holidays = [day('2028-02-30'), day('2028-05-01'), day('2028-05-01'), day('2027-05-02')];

    const { written } = await draftWith(caoyu, '2028', { holidays, makeups: [day('2028-05-08')] });

    expect(written.status).toBe(422);
    expect(
      written.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [
        pointer,
        code,
      ]),
    ).toEqual([
      ['/years/2028/holidays/0/date', 'DATE_IMPOSSIBLE'],
      ['/years/2028/holidays/2/date', 'DAY_TWICE'],
      ['/years/2028/holidays/3/date', 'DAY_IN_WRONG_YEAR'],
      ['/years/2028/makeups/0/date', 'MAKEUP_ON_WORKING_DAY'],
    ]);
    expect((await house.deps.calendarDrafts.find('cn'))?.content.years['2028']).toBeUndefined();
  });

  test('that somebody changed meanwhile is not overwritten', async () => {
    const admin = await house.signIn('admin');
    const { body } = await admin.get('/api/v1/calendars/cn');
    const write = () =>
      admin
        .put('/api/v1/calendars/cn/draft')
        .set('if-match', `"${body.draft.revision}"`)
        .send(body.draft.content);

    expect([(await write()).status, (await write()).status]).toEqual([200, 412]);
    const without = await admin.put('/api/v1/calendars/cn/draft').send(body.draft.content);
    expect(without.status).toBe(428);
  });

  test('is thrown away and can be begun again', async () => {
    const admin = await house.signIn('admin');
    const { body } = await admin.get('/api/v1/calendars/cn');

    const dropped = await admin
      .delete('/api/v1/calendars/cn/draft')
      .set('if-match', `"${body.draft.revision}"`);

    expect(dropped.status).toBe(204);
    expect((await admin.get('/api/v1/calendars/cn')).body.draft).toBeNull();
    const again = await admin.post('/api/v1/calendars/cn/draft');
    expect(again.body.draft).toMatchObject({ revision: 1 });
  });
});

describe('a file of days', () => {
  test('is read and told line by line; nothing is kept', async () => {
    const caoyu = await house.signIn('caoyu');
    const read = (text: string) =>
      caoyu.post('/api/v1/calendar-files').send({ text, year: '2027' });

    const good = await read('date,kind,name\r\n2027-01-01,holiday,元旦\r\n2027-01-09,班,元旦');
    const bad = await read('date,kind,name\n2027-13-01,holiday,元旦');

    expect(good.body.days).toHaveLength(2);
    expect(bad.body.problems).toEqual([
      {
        line: 2,
        code: 'DATE_IMPOSSIBLE',
        value: '2027-13-01',
        message: '没有 2027-13-01 这一天',
      },
    ]);
  });
});

describe('a calendar of its own', () => {
  test('begins with the days of another, is not in force before it is published', async () => {
    const admin = await house.signIn('admin');

    const added = await admin
      .post('/api/v1/calendars')
      .send({ id: 'donghu', name: '东湖街道', from: 'cn' });
    const used = await admin.put('/api/v1/calendar-in-use').send({ id: 'donghu' });

    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ id: 'donghu', version: 0, content: null, inUse: false });
    expect(added.body.draft.content.years['2026'].holidays.length).toBeGreaterThan(20);
    expect(used.body.code).toBe('CALENDAR_UNKNOWN');
  });

  test('needs an id that nobody has', async () => {
    const admin = await house.signIn('admin');
    const add = (id: string) =>
      admin.post('/api/v1/calendars').send({ id, name: '某', from: 'cn' });

    expect((await add('cn')).body.code).toBe('CALENDAR_ID_TAKEN');
    expect((await add('donghu')).body.code).toBe('CALENDAR_ID_TAKEN');
    expect((await add('Donghu!')).body.errors[0].code).toBe('CALENDAR_ID_FORM');
  });
});

describe('who may', () => {
  test('write: rule and system administrators; read besides: reviewer, office, auditor', async () => {
    const [reviewer, clerk] = [await house.signIn('denghua'), await house.signIn('wangmin')];

    expect((await reviewer.get('/api/v1/calendars')).status).toBe(200);
    expect((await reviewer.post('/api/v1/calendars/cn/draft')).body.code).toBe('ROLE_MISSING');
    expect((await clerk.get('/api/v1/calendars')).body.code).toBe('ROLE_MISSING');
    const caoyu = await house.signIn('caoyu');
    const chosen = await caoyu.put('/api/v1/calendar-in-use').send({ id: 'cn' });
    expect(chosen.body.code).toBe('ROLE_MISSING');
  });
});
