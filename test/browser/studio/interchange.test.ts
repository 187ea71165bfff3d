import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { BpmnModdle } from 'bpmn-moddle';
import type { Browser, Page } from 'playwright-core';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { type Installation, openInstallation } from '../../support/installation.ts';
import { startBrowser } from '../citizen/look.ts';
import { beginDraft, type Draft, openFile, sitDown } from './editor.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(280_000);

let house: Installation;
let browser: Browser;
let draft: Draft;
let page: Page;
const folder = new URL('../../models/interchange/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));

beforeAll(async () => {
  house = await openInstallation();
  browser = await startBrowser();
  draft = await beginDraft(await house.signIn('fengmei'), '交换');
  ({ page } = await sitDown(browser, house, 'fengmei'));
});

afterAll(async () => {
  await browser.close();
  await house.close();
});

const drawn = /^ {6}<bpmndi:BPMN(?:Shape|Edge) [\s\S]*?^ {6}<\/bpmndi:BPMN(?:Shape|Edge)>\n/gm;

/** What is drawn of a diagram, whole, whatever was drawn first: an editor lays flows above or below as it draws. */
function inAnyOrder(xml: string): string {
  const parts = xml.match(drawn) ?? [];
  expect(parts.length).toBeGreaterThan(0);
  return [xml.replace(drawn, ''), ...parts.toSorted()].join('');
}

/** The same model written the same way: what differs is a loss. */
async function meaningOf(xml: string): Promise<string> {
  const moddle = new BpmnModdle({ zeebe });
  const { rootElement } = await moddle.fromXML(xml);
  return inAnyOrder((await moddle.toXML(rootElement, { format: true })).xml);
}

async function exported(): Promise<string> {
  const coming = page.waitForEvent('download');
  await page.locator('[data-export]').selectOption('xml');
  return readFileSync(await (await coming).path(), 'utf8');
}

describe('diagrams of other houses', () => {
  test('there are ten of them', () => {
    expect(names.length).toBeGreaterThanOrEqual(10);
  });

  test.each(names)('%s opens, saves and exports without loss', async (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    await draft.write(name, text);
    await openFile(page, house, draft, name);

    expect(await meaningOf(await exported())).toBe(await meaningOf(text));
  });
});
