import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import type { DeskClient } from '../../support/desk-client.ts';
import type { Installation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { watch } from '../citizen/look.ts';
import { signInAtDesk } from '../whole-way/desk.ts';

const opened = z.object({ id: z.string() });
const file = z.object({ content: z.string(), revision: z.number() });

/** A draft of somebody who owns the processes, over HTTP. */
export interface Draft {
  readonly id: string;
  readonly read: (name: string) => Promise<z.infer<typeof file>>;
  readonly write: (name: string, content: string) => Promise<void>;
  /** Where a file of it is edited. */
  readonly page: (house: Pick<Installation, 'baseUrl'>, name: string) => string;
}

/** Begins a draft from the set in force. */
export async function beginDraft(owner: DeskClient, name: string): Promise<Draft> {
  await until('a set in force', async () => {
    const { body } = await owner.get('/studio/sets');
    return JSON.stringify(body).includes('in-force');
  });
  const { id } = opened.parse((await owner.post('/studio/drafts', { name })).body);
  return draftOf(owner, id);
}

/** A draft that was begun before. */
export function draftOf(owner: DeskClient, id: string): Draft {
  const path = (fileName: string) => `/studio/drafts/${id}/files/${encodeURIComponent(fileName)}`;
  return {
    id,
    read: async (fileName) => file.parse((await owner.get(path(fileName))).body),
    write: async (fileName, content) => {
      const { status, body } = await owner.put(path(fileName), { content, revision: 0 });
      if (status !== 200) throw new Error(`${fileName} was not saved: ${JSON.stringify(body)}`);
    },
    page: ({ baseUrl }, fileName) =>
      `${baseUrl}/desk/studio/drafts/${id}/files/${encodeURIComponent(fileName)}`,
  };
}

/** Somebody at a desk of their own, with what their browser complained of. */
export async function sitDown(
  browser: Browser,
  house: Installation,
  login: string,
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1600, height: 1000 },
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints = watch(page);
  page.on('pageerror', (error) => complaints.push(`${error.message} ${error.stack ?? ''}`));
  await signInAtDesk(page, house.baseUrl, login, await house.password());
  return { page, complaints };
}

/** Opens a file of a draft and waits until it can be worked on. */
export async function openFile(page: Page, house: Installation, draft: Draft, name: string) {
  await page.goto(draft.page(house, name));
  await page.locator('.diagram-editor[data-ready=true]').waitFor();
}

/** Opens a rule of a draft and waits until its table stands. */
export async function openTable(page: Page, house: Installation, draft: Draft, name: string) {
  await page.goto(draft.page(house, name));
  await page.locator('td.rule-index').first().waitFor();
}

/** Where a line of the diagram has its middle on the screen. */
export async function middleOf(page: Page, flow: string): Promise<{ x: number; y: number }> {
  const point: unknown = await page
    // Its own path: the arrow's head has one too.
    .locator(`[data-element-id="${flow}"] .djs-visual > path`)
    .first()
    .evaluate((path) => {
      if (!(path instanceof SVGPathElement)) throw new Error('no line');
      const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
      const place = new DOMPoint(x, y).matrixTransform(path.getScreenCTM() ?? undefined);
      return { x: place.x, y: place.y };
    });
  return z.object({ x: z.number(), y: z.number() }).parse(point);
}

/** Selects an element as a click on it does, whatever lies above it. */
export async function select(page: Page, element: string): Promise<void> {
  await page
    .locator(`[data-element-id="${element}"] .djs-hit`)
    .first()
    .evaluate((hit) => hit.dispatchEvent(new MouseEvent('click', { bubbles: true, button: 0 })));
}

export const saved = (page: Page) => page.locator('[data-saving=saved]').waitFor();
export const textOf = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
