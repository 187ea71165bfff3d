import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { DateTime } from 'luxon';
import readXlsx from 'read-excel-file/node';
import { draftReport, reportSchedules } from '../../../workers/schedules/draft-reports.ts';
import { runDue } from '../../../workers/schedules/run-period.ts';
import { createPeriodStore } from '../../../workers/store/periods.ts';
import { reportsRecount } from '../../../workers/verify/reports.ts';
import { assign, receive } from '../api/start-api.ts';
import { type CountedHouse, numbersOf, openCounted } from './open-counted.ts';

jest.setTimeout(120_000);

const zone = 'Asia/Shanghai';
const day = 86_400_000;
let house: CountedHouse;
let cases: CountedHouse['cases'];
let period: { since: Date; until: Date };

async function draft() {
  const { deps } = house;
  await draftReport({ ...deps, zone }, 'weekly', period);
  const [newest] = await deps.reports.list({
    ...{ kind: 'weekly' as const, withDrafts: true, before: null, limit: 1 },
  });
  if (newest === undefined) throw new Error('nothing was drafted');
  return newest;
}

beforeAll(async () => {
  house = await openCounted();
  cases = house.cases;
  const now = Date.now();
  period = { since: new Date(now - 7 * day), until: new Date(now + day) };
});
afterAll(() => house.stop());

describe('a report', () => {
  test('is drafted once for its period, however often it is asked for', async () => {
    const first = await draft();
    await draft();

    const all = await house.deps.reports.list({
      ...{ kind: 'weekly' as const, withDrafts: true, before: null, limit: 10 },
    });
    expect(all.map(({ id, state }) => [id, state])).toEqual([[first.id, 'draft']]);
    expect(await house.deps.store.rows('figure_sets').countDocuments()).toBe(1);
  });

  test('shows its figures, its letter and each list of cases behind them', async () => {
    const { id } = await draft();
    const office = await house.signIn('office');

    const { body } = await office.get(`/api/v1/reports/${id}`);
    const list = await office.get(`/api/v1/reports/${id}/figures/handled/cases?hit=true`);

    expect(numbersOf(body.figures, 'received')).toEqual([4, 4]);
    expect(numbersOf(body.figures, 'handled')).toEqual([3, 4]);
    expect(numbersOf(body.figures, 'to-assignment')).toEqual([3, 3]);
    expect(numbersOf(body.figures, 'open')).toEqual([4, 4]);
    expect(body.letter.sections[0].paragraphs[0]).toContain('期内共收到诉求4件，已办理3件');
    expect(list.body.items.map((one: { id: string }) => one.id).toSorted()).toEqual(
      [...cases.ours, ...cases.theirs].toSorted(),
    );
    expect(list.body.total).toBe(3);
  });

  test('opens of each list only what the reader may see', async () => {
    const { id } = await draft();
    const seen = async (login: string) => {
      const person = await house.signIn(login);
      const { status, body } = await person.get(`/api/v1/reports/${id}/figures/received/cases`);
      return status === 200 ? body.total : status;
    };

    expect(await seen('office')).toBe(4);
    expect(await seen('auditor')).toBe(4);
    expect(await seen('leader')).toBe(4);
    // A draft is for those who check it.
    expect(await seen('ours')).toBe(404);
    expect(await seen('handler')).toBe(403);
    expect(await seen('admin')).toBe(403);
  });

  test('is published by the office alone, at the version that was read, once, with a number', async () => {
    const { id } = await draft();
    const [office, supervision] = [await house.signIn('office'), await house.signIn('supervision')];
    const publish = (agent: typeof office, version: string) =>
      agent.post(`/api/v1/reports/${id}/publication`).set('if-match', version);

    expect((await publish(supervision, '"1"')).status).toBe(403);
    expect((await publish(office, '"9"')).status).toBe(412);
    const done = await publish(office, '"1"');
    const again = await publish(office, '"2"');

    expect([done.status, done.body.state]).toEqual([200, 'published']);
    expect(done.body.number).toContain('1号');
    expect([again.status, again.body.code]).toEqual([409, 'REPORT_PUBLISHED']);
  });

  test('published, is read by principals too, who open the lists of their own unit', async () => {
    const { id } = await draft();
    const lists = async (login: 'ours' | 'theirs') => {
      const person = await house.signIn(login);
      const { body } = await person.get(`/api/v1/reports/${id}/figures/received/cases`);
      return body.items.map((one: { id: string }) => one.id).toSorted();
    };

    expect(await lists('ours')).toEqual(cases.ours.toSorted());
    expect(await lists('theirs')).toEqual(cases.theirs);
  });

  test('comes as workbook with the cases that the reader may see, and as letter', async () => {
    const { id } = await draft();
    const theirs = await house.signIn('theirs');

    const sheet = await theirs.get(`/api/v1/reports/${id}/xlsx`).responseType('blob');
    const word = await theirs.get(`/api/v1/reports/${id}/docx`).responseType('blob');

    const sheets = await readXlsx(sheet.body);
    expect(sheets.find((one) => one.sheet === '办件清单')?.data).toHaveLength(2);
    const xml = strFromU8(unzipSync(word.body)['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('期内共收到诉求4件');
    expect(xml).toContain('云溪市人民政府文件');
  });

  test('corrected, is a new edition that names the figures and cases that differ', async () => {
    const before = await draft();
    const office = await house.signIn('office');
    const late = await receive(house);

    const { status, body } = await office
      .post(`/api/v1/reports/${before.id}/corrections`)
      .send({ reason: '漏统计一件' });
    const fresh = await office.get(`/api/v1/reports/${body.id}`);
    const old = await office.get(`/api/v1/reports/${before.id}`);

    expect([status, body.edition, body.state]).toEqual([201, 2, 'draft']);
    expect(fresh.body.difference.cases).toEqual([
      { caseId: late.caseId, number: late.number, change: 'added' },
    ]);
    expect(fresh.body.difference.figures.map((one: { figure: string }) => one.figure)).toEqual(
      expect.arrayContaining(['received', 'handled', 'open']),
    );
    expect(numbersOf(fresh.body.figures, 'received')).toEqual([5, 5]);
    expect(numbersOf(old.body.figures, 'received')).toEqual([4, 4]);
    expect([old.body.isNewest, old.body.state]).toEqual([false, 'published']);
    const refused = await office
      .post(`/api/v1/reports/${before.id}/corrections`)
      .send({ reason: '再来一次' });
    expect(refused.body.code).toBe('REPORT_SUPERSEDED');
  });

  test('is counted again from its frozen cases though the cases went on', async () => {
    const [first] = cases.ours;
    const { id } = await draft();
    const office = await house.signIn('office');
    if (first !== undefined) await assign(house, (await receive(house)).caseId, 'U-huanbao');

    const { body } = await office.get(`/api/v1/reports/${id}/recount`);

    expect(body).toEqual({ cases: 5, equal: true });
  });
});

describe('the invariant of reports', () => {
  test('holds, and finds the report of which a frozen case was changed', async () => {
    const { deps } = house;
    const evidence = { store: deps.store, stores: deps, dataDir: '', now: new Date() };
    const look = () => reportsRecount.run({ ...evidence, receipts: null });
    const rows = deps.store.rows<{ _id: string; setId: string; topic: string }>('figure_cases');
    const { setId, id } = await draft();

    const before = await look();
    await rows.updateOne({ setId }, { $set: { topic: 'health' } });
    const after = await look();
    await rows.updateOne({ setId, topic: 'health' }, { $set: { topic: 'environment' } });

    expect([before.seen, before.violations]).toEqual([2, []]);
    expect(after.violations).toEqual([expect.stringContaining(`report ${id} counts otherwise`)]);
  });
});

describe('the rhythm', () => {
  test('drafts each report that is due once, and makes up for days missed', async () => {
    const { deps } = house;
    const first = DateTime.now().setZone(zone).startOf('day').plus({ days: 2, hours: 17 });
    const now = () => first.plus({ minutes: 30 }).toJSDate();
    const periods = createPeriodStore(deps.store);
    const daily = reportSchedules({ ...deps, zone, now }).find(
      ({ name }) => name === 'report-daily',
    );
    if (daily === undefined) throw new Error('there is a daily report');
    const later = first.plus({ days: 3 }).toJSDate();

    await runDue(periods, daily, now());
    await Promise.all([runDue(periods, daily, later), runDue(periods, daily, later)]);
    await runDue(periods, daily, later);

    const rows = deps.store.rows<{ _id: string; until: Date }>('schedule_periods');
    const ends = await rows.find({ schedule: 'report-daily' }).sort({ until: 1 }).toArray();
    const wanted = [0, 1, 2, 3].map((days) => first.plus({ days }).toJSDate());
    expect(ends.map(({ until }) => until)).toEqual(wanted);
    const asked = { kind: 'daily' as const, withDrafts: true, before: null, limit: 10 };
    const drafted = await deps.reports.list(asked);
    expect(drafted.map(({ until, edition }) => [until, edition])).toEqual(
      expect.arrayContaining(wanted.map((until) => [until, 1])),
    );
    expect(drafted).toHaveLength(4);
  });

  test('of a house that has received nothing yet drafts nothing', async () => {
    const past = { since: new Date('2001-01-01Z'), until: new Date('2001-01-02Z') };

    await draftReport({ ...house.deps, zone }, 'daily', past);

    expect(await house.deps.reports.newestOf({ kind: 'daily', until: past.until })).toBeNull();
  });
});
