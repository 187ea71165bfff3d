import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { periodEnding } from '../../../processes/figures/rhythm.ts';
import { profileSchema } from '../../../processes/import/profile.ts';
import { houseZone, startOfIsoDay } from '../../../processes/language/dates.ts';
import { runImport } from '../../../workers/import/run-import.ts';
import { draftReport } from '../../../workers/schedules/draft-reports.ts';
import { createImportStore } from '../../../workers/store/imports.ts';
import { password } from '../../system/api/start-api.ts';
import { generateRequests } from '../../system/figures/generate-requests.ts';
import { type CountedHouse, openCounted } from '../../system/figures/open-counted.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { listenOn } from '../served.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

const count = 300;
let house: CountedHouse;
let served: Awaited<ReturnType<typeof listenOn>>;
let browser: Browser;
let base: string;

async function importSome(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'huiying-figures-'));
  const file = join(folder, 'requests.csv');
  await writeFile(file, generateRequests(7, count));
  const profile = profileSchema.parse(
    JSON.parse(await readFile('processes/import/profiles/boston311.json', 'utf8')),
  );
  const { store } = house.deps;
  const imports = createImportStore(store, house.deps);
  const job = { file, profile, imports, now: new Date(), batchSize: 500 };
  await runImport({ ...job, isStopped: () => false, onProgress: () => {} });
  await rm(folder, { recursive: true });
}

beforeAll(async () => {
  house = await openCounted();
  await importSome();
  const until = startOfIsoDay('2011-10-01') ?? new Date(0);
  const period = periodEnding('quarterly', until, houseZone);
  await draftReport({ ...house.deps, zone: houseZone }, 'quarterly', period);
  served = await listenOn(house.app);
  base = served.baseUrl;
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  served.close();
  await house.stop();
});

async function openDesk(login: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 1600 },
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = watch(page);
  await signInAtDesk(page, base, login, password);
  await page.getByRole('link', { name: '统计' }).waitFor();
  return { page, complaints };
}

/** The last evening of August over there is the first of September here. */
const summer = 'from=2011-07-01&to=2011-09-01';

describe('the page of figures', () => {
  test('shows the figures of a period with table and chart, and opens the cases behind a number', async () => {
    const { page, complaints } = await openDesk('office');

    await page.goto(`${base}/desk/figures/count?${summer}&by=topic`);
    await page.getByRole('button', { name: '收到', exact: true }).waitFor();
    await page.locator('.chart canvas').waitFor();
    const figures = await page.locator('table').first().textContent();
    const faults = await seriousFaultsOf(page);
    await page.getByRole('button', { name: '收到', exact: true }).click();
    await page.getByRole('dialog').getByText(`${count}件`).waitFor();
    const inDialog = await seriousFaultsOf(page);

    expect(figures).toContain('按时办结率');
    expect(faults).toEqual([]);
    expect(inDialog).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('shows the stages of a diagram as picture and as table', async () => {
    const [caseId = ''] = house.cases.ours;
    const elementId = 'Task_Assign';
    const endedAt = new Date();
    const createdAt = new Date(endedAt.getTime() - 3 * 3_600_000);
    await house.openTask({ caseId, elementId, state: 'completed', createdAt, endedAt });
    await house.deps.store.rows<{ _id: string }>('instances').insertOne({
      ...{ _id: 'i-1', caseId, state: 'active', bpmnProcessId: 'complaint' },
      ...{ elements: { [elementId]: { active: 2, completed: 1 } } },
    });
    const { page, complaints } = await openDesk('office');

    await page.goto(`${base}/desk/figures/stages`);
    await page.locator('.heat-badge', { hasText: '2件' }).waitFor();

    expect(await page.locator('table tbody tr').textContent()).toContain('3.0小时');
    expect(await seriousFaultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('is offered to readers only', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await signInAtDesk(page, base, 'handler', password);
    await page.getByRole('link', { name: '办件' }).first().waitFor();

    expect(await page.getByRole('link', { name: '统计' }).count()).toBe(0);
  });
});

describe('a report at the desk', () => {
  test('waits to be checked, is read as a letter, recounted and published', async () => {
    const { page, complaints } = await openDesk('office');
    await page.goto(`${base}/desk/figures/reports`);
    await page.getByText('待核 1', { exact: true }).waitFor();
    expect(await seriousFaultsOf(page)).toEqual([]);

    await page.getByRole('link', { name: '2011年第三季度' }).click();
    await page.getByText('关于2011年第三季度诉求办理情况的通报').waitFor();
    expect(await seriousFaultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '复核清单' }).click();
    await page.getByText('完全一致').waitFor();
    await page.getByRole('button', { name: '核对无误，发布' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '核对无误，发布' }).click();
    await page.getByText('通报〔').first().waitFor();

    expect(await page.getByRole('button', { name: '核对无误，发布' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
