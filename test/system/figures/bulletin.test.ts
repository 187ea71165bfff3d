import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { DateTime } from 'luxon';
import readXlsx from 'read-excel-file/node';
import { z } from 'zod';
import { startMongo } from '../../../engine/launch/mongo.mjs';
import { profileSchema } from '../../../processes/import/profile.ts';
import { runImport } from '../../../workers/import/run-import.ts';
import { sampleUnits } from '../../../workers/sample/institution.ts';
import { connectStore, type Store } from '../../../workers/store/connect.ts';
import { createImportStore } from '../../../workers/store/imports.ts';
import { ensureIndexes } from '../../../workers/store/indexes.ts';
import { createStores } from '../../../workers/store/stores.ts';
import { generateRequests, usualCount } from './generate-requests.ts';

jest.setTimeout(600_000);

const run = promisify(execFile);
const secret = 'a-secret-that-only-a-test-has';
const drafted = z.object({
  report: z.string(),
  cases: z.number(),
  figures: z.array(
    z.object({ figure: z.string(), n: z.number(), of: z.number(), value: z.number().nullable() }),
  ),
  seconds: z.number(),
  peakMb: z.number(),
});
type Drafted = z.infer<typeof drafted>;
type Line = Record<'open_dt' | 'target_dt' | 'closed_dt' | 'subject', string>;

let folder: string;
let mongo: Awaited<ReturnType<typeof startMongo>>;
let store: Store;
let csv: string;
let bulletin: Drafted;
let expected: ReturnType<typeof recounted>;

async function command(...args: string[]) {
  const { stdout } = await run(
    process.execPath,
    ['--import', 'tsx', 'workers/figures/main.ts', ...args],
    {
      env: {
        ...process.env,
        ...{ MONGODB_URI: mongo.uri, SESSION_SECRET: secret },
        ...{ TRACKING_SECRET: secret, DIGEST_SECRET: secret },
      },
    },
  );
  return JSON.parse(stdout);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiying-bulletin-'));
  mongo = await startMongo({ dataDir: join(folder, 'mongo'), cacheGb: 0.25, expires: false });
  store = await connectStore(mongo.uri);
  await ensureIndexes(store);
  const stores = createStores(store);
  for (const unit of sampleUnits.filter(({ parentId }) => parentId === null))
    await stores.units.insert({ ...unit, path: [unit._id], dissolvedAt: null, version: 1 });
  csv = generateRequests(2011);
  const file = join(folder, 'requests.csv');
  await writeFile(file, csv);
  const profile = profileSchema.parse(
    JSON.parse(await readFile('processes/import/profiles/boston311.json', 'utf8')),
  );
  const imports = createImportStore(store, stores);
  const job = { file, profile, imports, now: new Date(), batchSize: 1000 };
  const report = await runImport({ ...job, isStopped: () => false, onProgress: () => {} });
  expect(report).toMatchObject({ added: usualCount, rejected: [] });
  expected = recounted();
  bulletin = drafted.parse(await command('quarterly', '2011-10-01', '--out', folder));
});

afterAll(async () => {
  await store.close();
  await mongo.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Every figure of the table counted another way: straight from its lines, by one filter each. */
function recounted() {
  const at = (text: string) =>
    text.trim() === ''
      ? null
      : DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm:ss', { zone: 'America/New_York' }).toMillis();
  const end = Date.parse('2011-09-30T16:00:00Z');
  const parsed: Line[] = parse(csv, { columns: true });
  const rows = parsed.map(({ open_dt, target_dt, closed_dt }) => ({
    opened: at(open_dt) ?? 0,
    target: at(target_dt),
    closed: at(closed_dt),
  }));
  const met = ({ target, closed }: (typeof rows)[number]) =>
    target !== null && closed !== null && closed <= target;
  // A target decades away is not decided before it has come.
  const decided = rows.filter(
    ({ target, closed }) => target !== null && (closed !== null || target < Date.now()),
  );
  const closed = rows.filter((row) => row.closed !== null);
  const within = closed.filter((row) => (row.closed ?? 0) < end);
  const judged = within.filter(({ target }) => target !== null);
  const spans = within.map((row) => (row.closed ?? 0) - row.opened).sort((a, b) => a - b);
  const half = spans.length / 2;
  const middle = Number.isInteger(half)
    ? ((spans[half - 1] ?? 0) + (spans[half] ?? 0)) / 2
    : (spans[Math.floor(half)] ?? 0);
  const all = rows.length;
  return {
    received: [all, all, all],
    handled: [closed.length, all, closed.length / all],
    closed: [closed.length, all, closed.length / all],
    'public-reply': [0, all, 0],
    'to-assignment': [0, 0, null],
    'on-time-first-response': [0, 0, null],
    'on-time-done': [
      decided.filter(met).length,
      decided.length,
      decided.filter(met).length / decided.length,
    ],
    bounced: [0, all, 0],
    'closed-in-period': [within.length, within.length, within.length],
    'closed-on-time': [
      judged.filter(met).length,
      judged.length,
      judged.filter(met).length / judged.length,
    ],
    'to-answer': [0, 0, null],
    'to-closing': [spans.length, spans.length, middle],
    satisfied: [0, 0, null],
    score: [0, 0, null],
    open: [0, 0, 0],
    'open-overdue': [0, 0, 0],
    named: [0, 0, 0],
  };
}

async function sheetOf(language: string, name: string) {
  const file = join(folder, `${bulletin.report}.${language}.xlsx`);
  const sheets = await readXlsx(file);
  const sheet = sheets.find((one) => one.sheet === name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet.data;
}

async function documentText(language: string) {
  const file = await readFile(join(folder, `${bulletin.report}.${language}.docx`));
  const xml = strFromU8(unzipSync(file)['word/document.xml'] ?? new Uint8Array());
  const paragraphs = xml.split('</w:p>').map((one) => one.replace(/<[^>]+>/g, ''));
  return paragraphs.filter((text) => text !== '').map((text) => text.replaceAll('&amp;', '&'));
}

const percent = (rate: number) => `${(rate * 100).toFixed(1)}%`;

describe(`the bulletin of ${usualCount} imported requests`, () => {
  test('has each figure as an independent recount of the table has it', () => {
    const { 'pause-share': paused, ...counted } = Object.fromEntries(
      bulletin.figures.map(({ figure, n, of, value }) => [figure, [n, of, value]]),
    );

    expect(counted).toEqual(expected);
    expect(paused?.[0]).toBe(0);
    expect(bulletin.cases).toBe(usualCount);
  });

  test('is drafted and written in both languages in less than 60 s and 500 MB', () => {
    expect(bulletin.seconds).toBeLessThan(60);
    expect(bulletin.peakMb).toBeLessThan(500);
  });

  test('opened in a spreadsheet shows the same figures', async () => {
    const [, ...rows] = await sheetOf('zh', '指标');
    const shown = rows.map(([name, value, n, of]) => [name, value, n, of]);
    const { 'on-time-done': onTime, 'to-closing': closing } = expected;

    expect(rows).toHaveLength(bulletin.figures.length);
    expect(shown).toContainEqual(['按时办结率', onTime[2], onTime[0], onTime[1]]);
    const days = shown.find(([name]) => name === '收到至办结用时')?.[1];
    expect(days).toBeCloseTo((closing[2] ?? 0) / 86_400_000, 6);
  });

  test('opened in a spreadsheet has every case behind it, and counting those gives the figures', async () => {
    const [head = [], ...rows] = await sheetOf('en', 'Cases');
    const countsIn = head.indexOf('Counts in');
    const verdict = head.indexOf('Verdict');
    const inFigure = rows.filter((row) =>
      String(row[countsIn]).split(', ').includes('Answered on time'),
    );
    const { 'on-time-done': onTime } = expected;

    expect(rows).toHaveLength(usualCount);
    expect(new Set(rows.map(([number]) => number)).size).toBe(usualCount);
    expect(inFigure).toHaveLength(onTime[1] ?? -1);
    expect(inFigure.filter((row) => row[verdict] === 'on time')).toHaveLength(onTime[0] ?? -1);
  });

  test('opened in a word processor is an official letter with the same figures', async () => {
    const text = await documentText('zh');
    const { closed, 'on-time-done': onTime } = expected;

    expect(text.slice(0, 3)).toEqual([
      '云溪市人民政府文件',
      '（送审稿）',
      '关于2011年第三季度诉求办理情况的通报',
    ]);
    expect(text).toContain(
      `期内共收到诉求${usualCount}件，已办理${closed[0]}件，办理率${percent(closed[2] ?? 0)}；已办结${closed[0]}件，办结率${percent(closed[2] ?? 0)}；公开答复0件，公开答复率0.0%。`,
    );
    expect(text.join('\n')).toContain(
      `办结时限已有结论的${onTime[1]}件中，按时${onTime[0]}件，按时办结率${percent(onTime[2] ?? 0)}`,
    );
    const english = await documentText('en');
    expect(english).toContain('Bulletin on complaints in quarter 3 of 2011');
  });

  test('adds up by topic to what the table says', async () => {
    const [, ...rows] = await sheetOf('en', 'Groups');
    const topics = rows.filter(([dimension]) => dimension === 'Topic');
    const lines: Line[] = parse(csv, { columns: true });
    const parks = lines.filter(({ subject }) => subject === 'Parks & Recreation Department');

    expect(topics.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(usualCount);
    expect(topics.map((row) => row[2])).toContain(parks.length);
  });

  test('asked for again is the same report, and counts the same from its frozen cases', async () => {
    const again = drafted.parse(await command('quarterly', '2011-10-01'));

    expect(again).toMatchObject({ report: bulletin.report, figures: bulletin.figures });
    expect(await command('recount', bulletin.report)).toMatchObject({
      ...{ cases: usualCount, equal: true },
    });
  });

  test('is found out when somebody changes one of its cases', async () => {
    const rows = store.rows<{ _id: string; closedAt: Date | null; n: number }>('figure_cases');
    const one = await rows.findOneAndUpdate({ n: 7 }, { $set: { closedAt: new Date(0) } });

    await expect(command('recount', bulletin.report)).rejects.toThrow();

    await rows.updateOne({ n: 7 }, { $set: { closedAt: one?.closedAt ?? null } });
    expect(await command('recount', bulletin.report)).toMatchObject({ equal: true });
  });
});
