import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import type { Browser, Page } from 'playwright-core';
import { theHouse } from '../../../processes/complaint/case.ts';
import type { Role } from '../../../processes/roles.ts';
import { issueLetter } from '../../../workers/documents/issue-letter.ts';
import { seedTemplatesOnce } from '../../../workers/documents/shipped-templates.ts';
import { openOverdueCase, rungTakenAt } from '../../support/overdue-case.ts';
import { type ApiHouse, password, startApi } from '../../system/api/start-api.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { listenOn } from '../served.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

const people: readonly (readonly [string, Role, string])[] = [
  ['office', 'office', 'U-office'],
  ['principal', 'unit-principal', 'U-shizheng'],
  ['admin', 'system-admin', 'U-city'],
];
const desk = { width: 1280, height: 1000 };
const phone = { width: 390, height: 844 };
let house: ApiHouse;
let served: Awaited<ReturnType<typeof listenOn>>;
let browser: Browser;
let clockId: string;

async function losePoints(): Promise<void> {
  const at = new Date(Date.now() - 86_400_000);
  const about = { id: 'late:overdue', kind: 'not-in-time', caseId: null, clockId: null } as const;
  await house.deps.store.transaction((tx) =>
    house.deps.scores.putOnce(tx, {
      ...{ ...about, clockKind: 'done', unitId: 'U-shizheng', regimeId: 'city', ground: null },
      ...{ by: theHouse, points: -0.5, instanceKey: '1', at, recordedAt: at },
      appealUntil: new Date(Date.now() + 86_400_000),
    }),
  );
}

beforeAll(async () => {
  house = await startApi();
  for (const [login, role, unitId] of people) await house.hire(login, { role, unitId });
  await seedTemplatesOnce(house.deps, rungTakenAt);
  clockId = await openOverdueCase(house.deps, 'case-late');
  const letter = { clockId, rung: 1, kind: 'supervision-letter', unitId: null } as const;
  await issueLetter(house.deps, { ...letter, at: rungTakenAt });
  await losePoints();
  served = await listenOn(house.app);
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  served.close();
  await house.stop();
});

async function sitDown(login: string, viewport: typeof desk, tongue: 'zh' | 'en' = 'zh') {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = watch(page);
  await page.addInitScript((chosen) => localStorage.setItem('huiying.language', chosen), tongue);
  await signInAtDesk(page, served.baseUrl, login, password);
  return { page, complaints };
}

/** What makes a page scroll sideways: the elements that reach beyond its edge. */
const sidewaysOf = (page: Page) =>
  page.evaluate(`document.documentElement.scrollWidth <= window.innerWidth ? [] :
    [...document.querySelectorAll('body *')]
      .filter((one) => one.closest('.table-frame') === null || one.matches('.table-frame'))
      .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
      .map((one) => one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 30))
      .slice(0, 5)`);

/** Who opens it, where it is, and words it shows in each language. */
const pages = [
  ['office', '/supervision', '督办', 'Supervision'],
  ['office', '/look-backs', '回头看', 'Look-back'],
  ['office', '/cases/case-late/supervision', '督办函〔2026〕1号', '督办函〔2026〕1号'],
  ['office', '/cases/case-late/clocks/case-late%3Adone', '时限依据', 'Proof'],
  ['admin', '/templates', '督办函', 'letter'],
  ['principal', '/scores', '计分', 'Points'],
  ['principal', '/scores/sheet', '考核', 'assessment'],
  ['principal', '/notices/settings', '通知设置', 'Notice'],
] as const;

describe('the pages of supervision, points, notices and proof', () => {
  test.each([
    ['Chinese at a desk', 'zh', desk],
    ['English on a phone', 'en', phone],
  ] as const)('in %s say what they should, fit, and satisfy axe', async (_, tongue, viewport) => {
    for (const login of ['office', 'admin', 'principal']) {
      const { page, complaints } = await sitDown(login, viewport, tongue);
      for (const [who, path, zh, en] of pages) {
        if (who !== login) continue;
        await page.goto(`${served.baseUrl}/desk${path}`);
        const main = page.locator('main');
        await main
          .getByText(tongue === 'zh' ? zh : new RegExp(en, 'i'))
          .first()
          .waitFor();
        const faults = { axe: await seriousFaultsOf(page), sideways: await sidewaysOf(page) };
        expect({ path, ...faults }).toEqual({ path, axe: [], sideways: [] });
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  test('a unit appeals against its points, and reads that it did', async () => {
    const { page } = await sitDown('principal', desk);
    await page.goto(`${served.baseUrl}/desk/scores`);
    await page.locator('tbody tr').first().getByRole('button').first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('申诉理由').fill('系统停机两小时，附值班记录');
    await drawer.getByRole('button', { name: '提交申诉' }).click();

    await drawer.getByText('系统停机两小时').waitFor();
    expect(await seriousFaultsOf(page)).toEqual([]);
    const kept = await house.deps.appeals.ofScores(['late:overdue']);
    expect(kept.map(({ ground, review }) => ({ ground, review }))).toEqual([
      { ground: '系统停机两小时，附值班记录', review: null },
    ]);
    await page.context().close();
  });

  test('a letter template with a placeholder nobody fills is refused by its name', async () => {
    const { page } = await sitDown('admin', desk);
    await page.goto(`${served.baseUrl}/desk/templates`);
    const lines = ['{{number}} {{unit}} {{date}}', '{{phoneOfSender}}'];
    const children = lines.map((text) => new Paragraph({ children: [new TextRun(text)] }));
    const buffer = await Packer.toBuffer(new Document({ sections: [{ children }] }));
    const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '新函.docx', mimeType, buffer });

    await page.getByRole('button', { name: /上传/ }).first().click();
    await page.getByRole('alert').getByText('phoneOfSender').waitFor();
    expect(await seriousFaultsOf(page)).toEqual([]);
    await page.context().close();
  });
});
