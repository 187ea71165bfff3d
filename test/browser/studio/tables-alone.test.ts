import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DmnModdle } from 'dmn-moddle';
import type { Browser, Page } from 'playwright-core';
import { shippedSet } from '../../support/shipped.ts';
import { until } from '../../support/until.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { openStand, type Stand } from './stand.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(300_000);

let stand: Stand;
let browser: Browser;
const shipped = await shippedSet();
const named = (ending: string) =>
  shipped.filter(({ name }) => name.endsWith(ending)).map(({ name }) => name);

beforeAll(async () => {
  stand = await openStand();
  stand.lay(
    'every-kind.dmn',
    readFileSync(new URL('./files/every-kind.dmn', import.meta.url), 'utf8'),
  );
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
  await stand.close();
});

async function open(file: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints = watch(page);
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(stand.url(file));
  await page
    .locator(
      '.decision-canvas td.rule-index, .decision-canvas .djs-container, .fjs-editor-container .fjs-form-field',
    )
    .first()
    .waitFor();
  return { page, complaints };
}

const made = (page: Page) => page.locator('[data-made]');

async function change(page: Page, act: () => Promise<void>): Promise<string> {
  const before = await made(page).getAttribute('data-changes');
  await act();
  await until(
    'the change is told',
    async () => (await made(page).getAttribute('data-changes')) !== before,
  );
  return (await made(page).textContent()) ?? '';
}

/** A decision file as its parser understands it, written down in one manner. */
async function meaningOf(text: string): Promise<string> {
  const moddle = new DmnModdle();
  const { rootElement, warnings } = await moddle.fromXML(text);
  expect(warnings).toEqual([]);
  const { xml } = await moddle.toXML(rootElement, { format: true });
  // Attributes have no order, but the order in which they were read is kept.
  const inOrder = (tag: string) =>
    tag
      .slice(0, -1)
      .split(/\s(?=[\w:]+=")/)
      .sort()
      .join(' ');
  return xml.replace(/<definitions [^>]+>/, inOrder);
}

describe('a file that is opened, changed and changed back', () => {
  test.each(named('.dmn'))('%s means what it meant', async (file) => {
    const { page, complaints } = await open(file);
    const name = page.getByLabel('名称', { exact: true });
    const before = await name.inputValue();
    await change(page, async () => {
      await name.fill(`${before}改`);
      await name.blur();
    });
    const after = await change(page, async () => {
      await name.fill(before);
      await name.blur();
    });

    expect(await meaningOf(after)).toBe(await meaningOf(stand.content(file)));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each(named('.form'))('%s means what it meant', async (file) => {
    const { page, complaints } = await open(file);
    await change(page, () => page.getByRole('button', { name: '添加分隔线' }).click());
    const after = await change(page, () => page.getByRole('button', { name: '撤销' }).click());

    expect(JSON.parse(after)).toEqual(JSON.parse(stand.content(file)));
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('the decision editor', () => {
  test('writes a value of the column into the cell by a press, and a typed one by keyboard', async () => {
    const { page } = await open('routing.dmn');
    await page.locator('[data-element-id="Rule_Routing_Otherwise_In1"]').click();
    await page.getByText('第 15 行 · 主题').waitFor();
    const pressed = await change(page, () =>
      page.getByRole('button', { name: /^城乡建设/ }).click(),
    );
    expect(pressed).toMatch(/Rule_Routing_Otherwise_In1">\s*<text>"urban-rural-construction"</);

    await page
      .locator('[data-element-id="Rule_Routing_Otherwise_In2"] [contenteditable]')
      .first()
      .focus();
    const typed = await change(page, () => page.keyboard.type('"滨河区"'));
    expect(typed).toContain('<text>"滨河区"</text>');
    await page.context().close();
  });

  test('adds a row by its button and keeps the version tag', async () => {
    const { page } = await open('routing.dmn');
    const rows = await page.locator('td.rule-index').count();
    const after = await change(page, () => page.getByTitle('添加一行').click());

    expect(await page.locator('td.rule-index').count()).toBe(rows + 1);
    expect(after).toContain('<zeebe:versionTag value="1.0.0" />');
    await page.context().close();
  });

  test('shows what the lint of the house finds', async () => {
    stand.lay(
      'broken.dmn',
      stand.content('routing.dmn').replace('"U-office"</text>', 'U-office"</text>'),
    );
    const { page } = await open('broken.dmn');
    const finding = page.locator('[data-findings] li').first();
    await finding.waitFor();
    expect(await finding.textContent()).toContain('错误');
    await page.context().close();
  });

  test('keeps nobody out who cannot see, and nothing from who has no mouse', async () => {
    const { page } = await open('routing.dmn');
    expect(await seriousFaultsOf(page)).toEqual([]);
    const reached = new Set<string>();
    for (let n = 0; n < 60; n += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(
          `document.activeElement.closest('.decision-canvas') ? 'table' : document.activeElement.closest('.side') ? 'side' : document.activeElement.closest('.table-bar') ? 'bar' : 'else'`,
        ),
      );
    }
    expect([...reached]).toEqual(expect.arrayContaining(['table', 'bar']));
    await page.context().close();
  });
});

describe('the form editor', () => {
  test('adds a choice with its name, shows it as the desk does, and asks for it in Chinese', async () => {
    const { page, complaints } = await open('reply-draft.form');
    await change(page, () => page.getByRole('button', { name: '添加单选' }).click());
    const key = page.getByLabel('变量名');
    await change(page, async () => {
      await key.fill('siteVisit');
      await key.blur();
    });
    const label = page.getByLabel('名称（中文）');
    await change(page, async () => {
      await label.fill('现场核查情况');
      await label.blur();
    });
    await change(page, () => page.getByLabel('必填').check());
    const option = page.getByLabel('第 1 项的中文');
    const after = await change(page, async () => {
      await option.fill('已到现场');
      await option.blur();
    });
    expect(JSON.parse(after).components).toContainEqual(
      expect.objectContaining({
        type: 'radio',
        key: 'siteVisit',
        label: '现场核查情况',
        validate: { required: true },
      }),
    );

    await page.getByRole('tab', { name: '预览' }).click();
    const preview = page.locator('[data-preview]');
    await preview.getByText('已到现场').waitFor();
    await preview.getByRole('button', { name: '检查填写' }).click();
    const field = preview.locator('.fjs-form-field-radio', { hasText: '现场核查情况' });
    await until('the field says what is missing', async () =>
      /请选择/.test((await field.textContent()) ?? ''),
    );
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('refuses a name that another field has, or that cannot be one', async () => {
    const { page } = await open('reply-draft.form');
    await page.locator('.fjs-element[data-field-type="textfield"]').first().click();
    const key = page.getByLabel('变量名');
    for (const [typed, said] of [
      ['contact', '已被另一个字段使用'],
      ['2 fast', '变量名须以字母开头'],
    ] as const) {
      await key.fill(typed);
      await key.blur();
      await page.getByText(said).waitFor();
    }
    expect(await made(page).getAttribute('data-changes')).toBe('0');
    await page.context().close();
  });

  test('keeps nobody out who cannot see, on any of its panels', async () => {
    const { page } = await open('reply-draft.form');
    for (const tab of ['属性', '预览', '检查']) {
      await page.getByRole('tab', { name: tab }).click();
      expect({ tab, faults: await seriousFaultsOf(page) }).toEqual({ tab, faults: [] });
    }
    await page.context().close();
  });
});

describe('a script in a name', () => {
  const script = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  const escaped = script.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

  test('stands in a decision as it was written', async () => {
    const hostile = stand
      .content('routing.dmn')
      .replaceAll('name="承办单位"', `name="${escaped}"`)
      .replace('label="主题"', `label="${escaped}"`)
      .replace('<text>"urban-rural-construction"</text>', `<text>"${escaped}"</text>`)
      .replace('城乡建设：市政设施', `${escaped}城乡建设：市政设施`);
    stand.lay('hostile.dmn', hostile);
    const { page, complaints } = await open('hostile.dmn');
    await page.getByText(script, { exact: false }).first().waitFor();
    await page.locator('[data-element-id="Rule_Routing_UrbanRuralConstruction_In1"]').click();
    await page.getByRole('button', { name: '决策关系图', exact: true }).click();
    await page.locator('.djs-container').waitFor();

    expect(complaints).toEqual([]);
    expect(await page.locator('.table-editor img[src=x]').count()).toBe(0);
    await page.context().close();
  });

  test('stands in a form as it was written', async () => {
    const form = JSON.parse(stand.content('reply-draft.form'));
    form.components[0].label = script;
    form.components[0].description = script;
    form.components[2].values[0].label = script;
    form.components.push({
      type: 'text',
      id: 'Field_words',
      text: `${script} [go](javascript:alert(3))`,
    });
    stand.lay('hostile.form', JSON.stringify(form));
    const { page, complaints } = await open('hostile.form');
    await page.getByText(script, { exact: false }).first().waitFor();
    await page.getByRole('tab', { name: '预览' }).click();
    await page.locator('[data-preview] .fjs-form-field').first().waitFor();

    expect(complaints).toEqual([]);
    expect(await page.locator('[href^="javascript:"], [onerror]').count()).toBe(0);
    await page.context().close();
  });
});
