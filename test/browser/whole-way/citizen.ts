import type { Page } from 'playwright-core';
import { goOn } from '../citizen/look.ts';

/** What the citizen keeps from the receipt page. */
export interface KeptReceipt {
  readonly number: string;
  readonly secret: string;
}

/** Called before each page is left, with what it is about. */
export type Look = (name: string) => Promise<void>;

/** Hands in a complaint page by page, without a word of script. */
export async function handIn(
  page: Page,
  baseUrl: string,
  subject: string,
  look: Look = async () => {},
): Promise<KeptReceipt> {
  await page.goto(`${baseUrl}/submit`);
  await page.check('input[value=urban-rural-construction]');
  await goOn(page);
  await page.fill('#subject', subject);
  await page.fill(
    '#text',
    '滨河路东段靠近第二小学的三盏路灯已经三天不亮，晚上孩子放学行走很不方便，请尽快安排维修。',
  );
  await look('what happened');
  await goOn(page);
  await goOn(page);
  await page.check('input[value=named]');
  await page.fill('#name', '张小北');
  await page.fill('#phone', '13912345678');
  await goOn(page);
  await look('check your words');
  await goOn(page);
  const receipt = await receiptOn(page);
  await look('receipt');
  return receipt;
}

/** Number and secret as the page that is open shows them. */
export async function receiptOn(page: Page): Promise<KeptReceipt> {
  await page.locator('dd.code').first().waitFor();
  const [number = '', secret = ''] = await page.locator('dd.code').allTextContents();
  return { number: number.trim(), secret: secret.trim() };
}

/** Opens the tracking page with number and secret. */
export async function follow(
  page: Page,
  baseUrl: string,
  { number, secret }: KeptReceipt,
): Promise<void> {
  await page.goto(`${baseUrl}/track`);
  await page.fill('#number', number);
  await page.fill('#secret', secret);
  await page.click('main form button');
  await page.waitForLoadState('load');
}
