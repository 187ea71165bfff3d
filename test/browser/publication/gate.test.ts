import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { pdf } from '../../documents/published-files.ts';
import { until } from '../../support/until.ts';
import { publish, signReply } from '../../system/api/publications/signed-reply.ts';
import { type ApiHouse, password, startApi } from '../../system/api/start-api.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { listenOn } from '../served.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { fillForm, signInAtDesk, straightWay, takeTask } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

const check = straightWay.find(({ login }) => login === 'zhouning');
let house: ApiHouse;
let served: Awaited<ReturnType<typeof listenOn>>;
let browser: Browser;
let made: Awaited<ReturnType<typeof signReply>>;

beforeAll(async () => {
  house = await startApi();
  await house.hire('checker', { role: 'publication-checker', unitId: 'U-office' });
  made = await signReply(house, { complaint: { subject: '路灯不亮请回电13987654321' } });
  served = await listenOn(house.app);
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  served.close();
  await house.stop();
});

async function sitDown(viewport: { width: number; height: number }, tongue: 'zh' | 'en' = 'zh') {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = watch(page);
  await page.addInitScript((chosen) => localStorage.setItem('huiying.language', chosen), tongue);
  await signInAtDesk(page, served.baseUrl, 'checker', password);
  return { page, complaints };
}

/** Selects words of a text, as a mouse does. */
function select(page: Page, part: string, words: string) {
  return page.evaluate(
    ([where, what]) => {
      const [piece] = document.querySelectorAll(`[data-part="${where}"]`);
      const text = piece?.firstChild;
      const start = text?.textContent?.indexOf(what ?? '') ?? -1;
      if (!text || start < 0) throw new Error('the words are not there');
      const range = document.createRange();
      range.setStart(text, start);
      range.setEnd(text, start + (what?.length ?? 0));
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    },
    [part, words] as const,
  );
}

describe('the redaction screen', () => {
  test('is worked with keys and mouse, refuses a scan, and publishes what the preview showed', async () => {
    const { page, complaints } = await sitDown({ width: 1280, height: 1000 });
    await takeTask(page, '路灯不亮请回电');
    const sheet = page.getByRole('region', { name: '公开审核' });
    await sheet.getByText('还有 2 处没有决定').waitFor();
    expect(await seriousFaultsOf(page)).toEqual([]);

    // nothing passes while something is undecided
    await fillForm(page, check?.entries ?? []);
    const pass = page.locator('.bar').getByRole('button', { name: /审核并答复/ });
    const confirm = page.locator('.el-message-box .el-button--primary');
    const refused = page.locator('.bar').getByText('还有 2 处疑似个人信息没有决定');
    await pass.click();
    await confirm.or(refused).first().waitFor();
    if (await confirm.isVisible()) await confirm.click();
    await refused.waitFor();

    // by keys alone
    await sheet.getByRole('button', { name: '遮盖「13987654321」' }).focus();
    await page.keyboard.press('Enter');
    await sheet.getByText('还有 1 处没有决定').waitFor();
    await sheet.getByRole('button', { name: '保留「13812345678」' }).click();
    await sheet.getByText('疑似个人信息都已决定').waitFor();
    await sheet.getByRole('button', { name: '遮盖「13812345678」' }).click();
    await sheet.getByLabel('要遮盖的文字').fill('王敏');
    await page.keyboard.press('Enter');
    await sheet.getByText('已标记 1 处').waitFor();
    await select(page, 'investigator', '李强');
    await sheet.getByRole('button', { name: '遮盖所选文字' }).click();
    const preview = page.getByRole('region', { name: '公众将看到的内容' });
    await preview.getByText('城市管理局 〔已隐去〕').waitFor();

    const scan = { name: '扫描件.pdf', mimeType: 'application/pdf' };
    const buffer = pdf({ shown: '', drawn: '0 0 9 9 re f' });
    await sheet.getByLabel('选择文件').setInputFiles({ ...scan, buffer });
    await sheet.getByRole('button', { name: '添加文件' }).click();
    await sheet.getByText(/第 1 页没有文字层/).waitFor();
    const text = { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('已修复') };
    await sheet.getByLabel('选择文件').setInputFiles(text);
    await sheet.getByRole('button', { name: '添加文件' }).click();
    await sheet.getByRole('button', { name: '移除「说明.txt」' }).waitFor();
    expect(await seriousFaultsOf(page)).toEqual([]);
    const shown = await preview.textContent();

    await pass.click();
    const left = page.locator('.bar .leaving, .done');
    await confirm.or(left).first().waitFor();
    if (await confirm.isVisible()) await confirm.click();
    await left.first().waitFor();
    await until('the check to be on record', async () => {
      const current = await house.deps.cases.find(made.caseId);
      return current?.mayPublish ?? null;
    });
    expect(await publish(house, made.caseId)).toEqual({ published: true });
    await page.goto(`${served.baseUrl}/register/${made.number}`);
    const read = await page.locator('main').textContent();
    expect(shown).toContain('路灯不亮请回电〔已隐去〕');
    expect(read).toContain('路灯不亮请回电〔已隐去〕');
    expect(read).toContain('说明.txt');
    expect(read).not.toMatch(/13987654321|13812345678|王敏|李强/);
    expect(await seriousFaultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('what is public is corrected with a note on a phone, in English', async () => {
    const { page } = await sitDown({ width: 390, height: 844 }, 'en');
    await page.goto(`${served.baseUrl}/desk/cases/${made.caseId}/handling`);
    await page.getByRole('button', { name: 'Correct' }).click();
    const dialog = page.getByRole('dialog', { name: 'Correct' });
    await dialog.getByLabel('Note for the public').fill('更正：补充遮盖单位名称');
    await dialog.getByLabel(/More words to cover/).fill('市政科');
    await dialog.getByLabel('I have confirmed each').check();
    expect(await seriousFaultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Correct' }).click();
    await page.getByText('Corrected: 更正：补充遮盖单位名称').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')).toBe(
      false,
    );

    await page.goto(`${served.baseUrl}/register/${made.number}`);
    const read = await page.locator('main').textContent();
    expect(read).toContain('更正：补充遮盖单位名称');
    expect(read).not.toContain('市政科');
    await page.context().close();
  });
});
