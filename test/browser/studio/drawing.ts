import type { Page } from 'playwright-core';
import { middleOf } from './editor.ts';

/** What an owner does on the canvas, by mouse. */
const canvasOf = (page: Page) => page.locator('.diagram-editor .djs-container > svg').first();

async function centreOf(page: Page, element: string): Promise<{ x: number; y: number }> {
  const box = await page
    .locator(`[data-element-id="${element}"].djs-element > .djs-hit`)
    .first()
    .boundingBox();
  if (box === null) throw new Error(`${element} is not on the canvas`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Puts an exclusive gateway on a line; it is selected then. */
export async function putGatewayOn(page: Page, flow: string): Promise<void> {
  await canvasOf(page).focus();
  await page.keyboard.press('n');
  const menu = page.locator('.djs-popup');
  await menu.locator('.entry', { hasText: '网关' }).first().click();
  await menu.locator('.entry', { hasText: '排他网关' }).first().click();
  const { x, y } = await middleOf(page, flow);
  await page.mouse.move(x - 30, y);
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.click(x, y);
}

/** Appends a building block of the house to what is selected; it is selected then. */
export async function appendBlock(page: Page, name: string): Promise<void> {
  await canvasOf(page).focus();
  await page.keyboard.press('a');
  const menu = page.locator('.djs-popup');
  await menu.getByRole('tab', { name: '模板与引用' }).click();
  await menu.locator('.entry', { hasText: name }).first().click();
  await menu.waitFor({ state: 'detached' });
}

/** Draws a line from what is selected to another element. */
export async function connectTo(page: Page, to: string): Promise<void> {
  await page.locator('.djs-context-pad .entry[data-action="connect"]').click();
  const { x, y } = await centreOf(page, to);
  await page.mouse.move(x - 8, y, { steps: 8 });
  await page.mouse.click(x, y);
}

/** Names what is selected. */
export async function nameIt(page: Page, name: string): Promise<void> {
  const field = page.locator('.properties #bio-properties-panel-name');
  await field.fill(name);
  await field.blur();
}

/** Writes the condition of the line that is selected. */
export async function writeCondition(page: Page, feel: string): Promise<void> {
  const field = page.locator('.properties [data-entry-id="conditionExpression"] .cm-content');
  if (!(await field.isVisible()))
    await page
      .locator('[data-group-id="group-condition"] .bio-properties-panel-group-header')
      .click();
  await field.click();
  await page.keyboard.insertText(feel);
}

/** Makes the line that is selected the way that is taken when no condition holds. */
export async function makeDefault(page: Page): Promise<void> {
  await page.locator('.djs-context-pad .entry[data-action="replace"]').click();
  await page.locator('.djs-popup .entry', { hasText: '默认流' }).click();
}
