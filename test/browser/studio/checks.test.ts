import { once } from 'node:events';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type ApiHouse, password } from '../../system/api/start-api.ts';
import { startStudio } from '../../system/api/studio-house.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

const script = '<img src=x onerror=alert(1)>';
let house: ApiHouse;
let server: Server;
let browser: Browser;
let base: string;

beforeAll(async () => {
  house = await startStudio();
  server = house.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  base = `http://127.0.0.1:${address.port}`;
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await house.stop();
});

/** A draft with a longer timer, a task renamed to a script, a rule changed and a row that never applies. */
async function changedDraft(): Promise<string> {
  const owner = await house.signIn('owner');
  const opened = await owner.post('/api/v1/studio/drafts').send({ name: '调整评价期' });
  const draft = `/api/v1/studio/drafts/${opened.body.id}`;
  const edits: [string, [string, string][]][] = [
    [
      'complaint.bpmn',
      [
        ['P15D', 'P20D'],
        ['name="交办"', `name="${script.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`],
        ['x="1060" y="880"', 'x="1060" y="760"'],
      ],
    ],
    [
      'routing.dmn',
      [['<text>"party-government"</text>', '<text>"urban-rural-construction"</text>']],
    ],
  ];
  for (const [name, places] of edits) {
    const file = await owner.get(`${draft}/files/${name}`);
    const content = places.reduce(
      (text, [place, by]) => text.replace(place, by),
      String(file.body.content),
    );
    const saved = await owner
      .put(`${draft}/files/${name}`)
      .send({ content, revision: file.body.revision });
    expect(saved.status).toBe(200);
  }
  return String(opened.body.id);
}

async function openDesk(): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 1600 },
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = watch(page);
  await signInAtDesk(page, base, 'owner', password);
  return { page, complaints };
}

describe('a draft before it goes live', () => {
  test('shows its problems and what it changes, in words and side by side', async () => {
    const id = await changedDraft();
    const { page, complaints } = await openDesk();

    await page.goto(`${base}/desk/studio/drafts/${id}/check`);
    const problems = page.getByRole('region', { name: '问题' }).first();
    await problems.getByText('第 2 行永远用不到').waitFor();
    const differences = page.getByRole('region', { name: '差异' }).first();
    await differences.getByText('定时：时长由“P15D”改为“P20D”').waitFor();

    expect(await differences.getByText(script).first().isVisible()).toBe(true);
    expect(await differences.locator('del', { hasText: '"party-government"' }).count()).toBe(1);
    expect(
      await differences.locator('ins', { hasText: '"urban-rural-construction"' }).count(),
    ).toBe(1);
    await differences.getByRole('button', { name: '并排对照' }).click();
    await page.locator('.side .difference.changed').nth(1).waitFor();
    expect(await page.locator('.side .difference.moved').count()).toBeGreaterThan(1);
    expect(await seriousFaultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('shows a diagram as a table', async () => {
    const id = await changedDraft();
    const { page, complaints } = await openDesk();

    await page.goto(`${base}/desk/studio/drafts/${id}/steps/complaint.bpmn`);
    const row = page.getByRole('row', { name: /受理审查/ }).filter({ hasText: '用户任务' });
    await row.first().waitFor();

    expect(await row.first().textContent()).toContain('受理员');
    expect(
      await page
        .getByRole('row', { name: /评价期满/ })
        .filter({ hasText: '20 天后' })
        .count(),
    ).toBe(1);
    expect(await page.getByRole('rowheader', { name: script }).isVisible()).toBe(true);
    expect(await seriousFaultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
