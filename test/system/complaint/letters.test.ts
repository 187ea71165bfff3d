import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startMongo } from '../../../engine/launch/mongo.mjs';
import { chineseCalendar } from '../../../processes/clock/chinese-calendar.ts';
import { issueLetter } from '../../../workers/documents/issue-letter.ts';
import { seedTemplatesOnce } from '../../../workers/documents/shipped-templates.ts';
import { connectStore, type Store } from '../../../workers/store/connect.ts';
import { ensureIndexes } from '../../../workers/store/indexes.ts';
import type { LetterRow } from '../../../workers/store/letters.ts';
import { createStores, type Stores } from '../../../workers/store/stores.ts';
import { at } from '../../support/build-case.ts';
import { rungTakenAt as issued, openOverdueCase } from '../../support/overdue-case.ts';

jest.setTimeout(120_000);

let folder: string;
let mongo: Awaited<ReturnType<typeof startMongo>>;
let store: Store;
let stores: Stores;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huiying-letters-'));
  mongo = await startMongo({ dataDir: folder, cacheGb: 0.25, expires: false });
  store = await connectStore(mongo.uri);
  await ensureIndexes(store);
  stores = createStores(store);
  await stores.calendars.seedOnce(chineseCalendar(), issued);
  await seedTemplatesOnce(stores, issued);
});

afterAll(async () => {
  await store.close();
  await mongo.stop();
  await rm(folder, { recursive: true, force: true });
});

const overdueCase = (caseId: string) => openOverdueCase(stores, caseId);
const letterFor = (clockId: string, when = issued) =>
  issueLetter(stores, { clockId, rung: 1, kind: 'supervision-letter', unitId: null, at: when });
const serials = async (year: number) =>
  (await store.rows<LetterRow>('letters').find({ year }).sort({ serial: 1 }).toArray()).map(
    ({ serial }) => serial,
  );

test('letters made at the same time, some of them twice, are numbered without a gap and without a double', async () => {
  const clockIds = await Promise.all(
    Array.from({ length: 12 }, (_, index) => overdueCase(`case-${index}`)),
  );

  await Promise.all(
    [...clockIds, ...clockIds.slice(0, 6)].map((clockId) =>
      letterFor(clockId).catch(
        // Two writers of one case met: the job is tried again, as here.
        () => letterFor(clockId),
      ),
    ),
  );

  expect(await serials(2026)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  const files = await store.rows('attachments.files').countDocuments();
  expect(files).toBe(12 + 2);
});

test('a letter that cannot be made takes no number', async () => {
  const clockId = await overdueCase('case-broken');
  const current = await stores.templates.current('supervision-letter');
  const broken = { ...stores.attachments, save: async () => Promise.reject(new Error('full')) };
  const before = await serials(2026);

  await expect(
    issueLetter(
      { ...stores, attachments: broken },
      { clockId, rung: 1, kind: 'supervision-letter', unitId: null, at: issued },
    ),
  ).rejects.toThrow('full');
  await letterFor(clockId);

  expect(current?.version).toBe(1);
  expect(await serials(2026)).toEqual([...before, before.length + 1]);
});

test('made again it is the same letter, and each year begins with one', async () => {
  const clockId = await overdueCase('case-new-year');
  await letterFor(clockId, at('2027-01-04T07:00'));
  const [first] = await stores.letters.ofCase('case-new-year');
  await letterFor(clockId, at('2027-01-05T07:00'));

  expect(first?.number).toBe('督办函〔2027〕1号');
  expect(await stores.letters.ofCase('case-new-year')).toEqual([first]);
});
