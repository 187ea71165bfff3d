import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { answerCase, assignCase, startDoneClock } from '../../system/citizen/drive-case.ts';
import { type CitizenHouse, startCitizenHouse } from '../../system/citizen/start-citizen.ts';
import { png } from '../../system/citizen/visitor.ts';
import { faultsOf, goOn, startBrowser, watch } from './look.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(120_000);

let house: CitizenHouse;
let server: Server;
let browser: Browser;
let base: string;

function addressOf(listening: Server): AddressInfo {
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address;
}

beforeAll(async () => {
  house = await startCitizenHouse();
  server = house.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${addressOf(server).port}`;
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
  await house.stop();
});

const attack = '<img src=x onerror=alert(1)><script>alert(2)</script>';

/** Walks the whole form as a person does, wrong first, and collects what each page gets wrong. */
async function walkForm(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.goto(`${base}/submit`);
  await goOn(page);
  await look('topic, nothing chosen');
  await page.check('input[value=environment]');
  await goOn(page);
  await goOn(page);
  await look('what happened, nothing written');
  await page.fill('#subject', `路灯不亮 ${attack}`);
  await page.fill('#text', `三天了，没有人来修。\n\n${attack}`);
  await goOn(page);
  await page.setInputFiles('#files', [
    { name: '路灯.png', mimeType: 'image/png', buffer: png },
    { name: '假的.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ a program') },
  ]);
  await page.click('button[value=upload]');
  await look('files, one refused');
  await goOn(page);
  await page.check('input[value=named]');
  await page.fill('#phone', '12');
  await goOn(page);
  await look('contact, wrong phone');
  await page.fill('#name', '<svg onload=alert(3)>');
  await page.fill('#phone', '13800000000');
  await goOn(page);
  await look('check');
  await goOn(page);
  await look('receipt');
}

describe.each([
  ['a phone', 390, 'zh'],
  ['a desk', 1280, 'zh'],
  ['a small phone, in English', 320, 'en'],
] as const)('on %s', (_device, width, lang) => {
  test('every page can be used by everybody, and nothing typed ever runs', async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    const complaints = watch(page);
    const faults: Record<string, string[]> = {};
    const look = async (name: string) => {
      const found = await faultsOf(page);
      if (found.length > 0) faults[name] = found;
    };

    await page.goto(`${base}/?lang=${lang}`);
    await look('start');
    await walkForm(page, look);
    const [number = '', secret = ''] = await page.locator('dd.code').allTextContents();
    const caseId = (await house.stores.cases.findByNumber(number))?.id ?? '';
    const now = new Date();
    await startDoneClock(house.stores, caseId, now, new Date(now.getTime() + 6 * 86_400_000));
    await assignCase(house.stores, caseId, now);
    await page.goto(`${base}/track`);
    await look('track');
    await page.fill('#number', number);
    await page.fill('#secret', 'wrong');
    await goOn(page);
    await look('track, wrong code');
    await page.fill('#secret', secret);
    await goOn(page);
    await look('case');
    await answerCase(house.stores, caseId, now);
    await page.goto(`${base}/track`);
    await page.fill('#number', number);
    await page.fill('#secret', secret);
    await goOn(page);
    await look('reply');
    await page.check('#answered');
    await page.check('input[value="4"]');
    await goOn(page);
    await look('rated');
    await page.goto(`${base}/register`);
    await look('register');
    await page.click('.published a');
    await look('published reply');
    await page.goto(`${base}/nowhere`);
    await look('no such page');
    await page.goto(`${base}/submit?text=large`);
    await look('large text');

    expect(faults).toEqual({});
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe('without scripts', () => {
  test('the whole form works, from the first choice to the receipt', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();

    await page.goto(`${base}/`);
    await page.click('main .button');
    await walkForm(page, async () => undefined);

    expect(await page.locator('dd.code').allTextContents()).toEqual([
      expect.stringMatching(/^HY/),
      expect.stringMatching(/^[0-9A-Z]{5}-/),
    ]);
    await context.close();
  });
});
