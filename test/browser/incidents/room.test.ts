import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Browser, Page } from 'playwright-core';
import { watchChanges } from '../../../workers/store/changes.ts';
import type { DefinitionRow, FormRow } from '../../../workers/store/definitions.ts';
import { takeUpDuties } from '../../../workers/store/incident-duties.ts';
import { duties, openIncidentHouse, statement } from '../../system/api/incidents/drive-incident.ts';
import { password } from '../../system/api/start-api.ts';
import { startBrowser, watch } from '../citizen/look.ts';
import { listenOn } from '../served.ts';
import { seriousFaultsOf } from '../whole-way/axe.ts';
import { fillForm, signInAtDesk } from '../whole-way/desk.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

const desk = { width: 1280, height: 1000 };
const phone = { width: 390, height: 844 };
const houseTime = (hoursAgo: number) =>
  DateTime.now().setZone('Asia/Shanghai').minus({ hours: hoursAgo }).toFormat("yyyy-LL-dd'T'HH:mm");
let at: Awaited<ReturnType<typeof openIncidentHouse>>;
let feed: ReturnType<typeof watchChanges>;
let served: Awaited<ReturnType<typeof listenOn>>;
let browser: Browser;

/** The step that confirms the level with its form, as the projection would have them. */
async function seedConfirmLevel(): Promise<void> {
  const { store } = at.house.deps;
  const read = (path: string) =>
    readFile(new URL(`../../../processes/incident/${path}`, import.meta.url), 'utf8');
  const shipped = { version: 1, versionTag: null, checksum: null, partitions: [1] };
  const deployed = { ...shipped, deployedAt: new Date('2026-11-01T00:00:00Z') };
  const schema = await read('confirm-level.form');
  const form: FormRow = {
    ...{ ...deployed, _id: 'form-confirm-level', formId: 'confirm-level', resourceName: null },
    schema,
  };
  await store.rows<FormRow>('forms').insertOne(form);
  const resource = await read('incident.bpmn');
  const diagram: DefinitionRow = {
    ...{ ...deployed, _id: '190', id: 'incident', name: 'incident', kind: 'process' },
    ...{ resourceName: 'incident.bpmn', labels: {}, resource, requirementsKey: null },
  };
  await store.rows<DefinitionRow>('definitions').insertOne(diagram);
}

beforeAll(async () => {
  at = await openIncidentHouse();
  await seedConfirmLevel();
  feed = watchChanges(at.house.deps.store, {
    isWanted: () => at.house.deps.broadcast.listening() > 0,
    changed: at.house.deps.broadcast.tell,
    broken: (error) => {
      throw error;
    },
  });
  served = await listenOn(at.house.app);
  browser = await startBrowser();
}, 120_000);

afterAll(async () => {
  await browser.close();
  at.house.deps.broadcast.close();
  await feed.stop();
  served.close();
  await at.house.stop();
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

async function faultsOf(page: Page) {
  const sideways = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
  return { axe: await seriousFaultsOf(page), sideways };
}

test('an incident is raised on a phone; a time in the future is refused and what was typed stays', async () => {
  const { page, complaints } = await sitDown('luogang', phone);
  await page.goto(`${served.baseUrl}/desk/incidents`);
  await page.getByRole('button', { name: '登记事件' }).click();
  await page.getByLabel('标题', { exact: true }).fill('滨河路桥面塌陷');
  await page.getByLabel('基本情况').fill('桥面塌陷约两米，暂无人员受伤。');
  await page.getByLabel('首次公开报道链接').fill('https://news.example/phone');
  await page.getByLabel('发生时间').fill(houseTime(-24));
  await page.getByRole('button', { name: '登记并研判级别' }).click();
  await page.getByRole('alert').getByText('发生时间不能在将来').waitFor();
  expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe('滨河路桥面塌陷');

  await page.getByLabel('发生时间').fill(houseTime(2));
  await page.getByRole('button', { name: '登记并研判级别' }).click();

  await page.getByRole('heading', { name: '滨河路桥面塌陷', level: 1 }).waitFor();
  expect(await faultsOf(page)).toEqual({ axe: [], sideways: false });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('an incident whose answer was lost on its way is the same one when it is sent again', async () => {
  const { page } = await sitDown('luogang', desk);
  let isCut = true;
  await page.route('**/api/v1/incidents?*', async (route) => {
    if (route.request().method() !== 'POST' || !isCut) return route.continue();
    isCut = false;
    await route.fetch();
    await route.abort();
  });
  await page.goto(`${served.baseUrl}/desk/incidents`);
  await page.getByRole('button', { name: '登记事件' }).click();
  await page.getByLabel('标题', { exact: true }).fill('新河路管道泄漏');
  await page.getByLabel('基本情况').fill('路口冒水，已围挡。');
  await page.getByLabel('首次公开报道链接').fill('https://news.example/lost');
  await page.getByLabel('发生时间').fill(houseTime(2));
  await page.getByRole('button', { name: '登记并研判级别' }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();

  await page.getByRole('button', { name: '登记并研判级别' }).click();

  await page.getByRole('heading', { name: '新河路管道泄漏', level: 1 }).waitFor();
  await page.context().close();
});

test('the level is confirmed in the room, and everybody there sees duties and clock at once', async () => {
  const { body } = await at.raise(at.duty, at.about());
  await at.house.openTask({
    ...{ caseId: body.id, action: 'confirm-level', elementId: 'Task_ConfirmLevel' },
    ...{ name: '研判定级', candidateGroups: ['office', 'duty-leader'] },
    ...{ formKey: 'form-confirm-level', processDefinitionKey: '190', bpmnProcessId: 'incident' },
  });
  const { page } = await sitDown('zhaolei', desk);
  const watcher = await sitDown('sunwei', phone);
  for (const one of [page, watcher.page])
    await one.goto(`${served.baseUrl}/desk/incidents/${body.id}`);
  await watcher.page.getByText('待定级').first().waitFor();

  await page.getByRole('button', { name: '办理：研判定级' }).click();
  await fillForm(page, [
    { choose: '作为事件处置', of: '研判结论' },
    { pick: 'ordinary', from: '级别' },
    { pick: 'U-shizheng', from: '涉事单位' },
    { write: '多处传播，有财产损失。', into: '理由' },
  ]);
  await page.getByRole('button', { name: '确定级别' }).click();
  await page.getByText('一般（三级）').first().waitFor();
  await takeUpDuties(at.house.deps, body.id, duties, new Date());

  await watcher.page.locator('[data-clock="incident-reply"]').getByText('还剩').waitFor();
  await watcher.page.getByRole('button', { name: '签收' }).click();
  await page.locator('[data-report="leading-group"]').getByText('sunwei 某 于').waitFor();
  for (const one of [page, watcher.page])
    expect(await faultsOf(one)).toEqual({ axe: [], sideways: false });
  await page.context().close();
  await watcher.page.context().close();
});

describe('in the room', () => {
  test('a fact stands in its column with its source, and a refuted one stays', async () => {
    const id = await at.responding();
    const { page } = await sitDown('zhaolei', desk);
    await page.goto(`${served.baseUrl}/desk/incidents/${id}`);
    await page.locator('#fact-text').fill('有人员被困');
    await page.locator('#fact-source').fill('现场');
    await page.getByRole('button', { name: '登记事实' }).click();
    const open = page.locator('[data-column="unconfirmed"]');
    await open.getByRole('button', { name: '认定不实' }).click();
    await open.getByLabel('不实的依据').fill('消防核实');
    await open.locator('form').getByRole('button', { name: '认定不实' }).click();

    const refuted = page.locator('[data-column="refuted"]');
    await refuted.getByText('有人员被困').waitFor();
    await refuted.getByText('依据：消防核实').waitFor();
    await page.context().close();
  });

  test('fact report and consultation record are papers of their own, to be printed', async () => {
    const id = await at.responding();
    await at.task(id, 'consult', 'office', { attended: '住建局、城管局', decided: '封闭现场。' });
    const { page } = await sitDown('sunwei', desk);
    await page.goto(`${served.baseUrl}/desk/incidents/${id}`);

    await page.getByRole('link', { name: '事实快报' }).click();
    await page.getByRole('heading', { name: '事实：已确认' }).waitFor();
    await page.getByText('桥面塌陷约两米').waitFor();
    expect(await faultsOf(page)).toEqual({ axe: [], sideways: false });
    await page.getByRole('link', { name: '返回处置室' }).click();
    await page.getByRole('link', { name: '会商记录' }).click();
    await page.getByRole('heading', { name: '第 1 次会商' }).waitFor();
    await page.getByText('住建局、城管局').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    expect(await page.getByText('封闭现场。').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize(phone);
    expect(await faultsOf(page)).toEqual({ axe: [], sideways: false });
    await page.context().close();
  });

  test('an edit is refused when the text has changed meanwhile; what was typed stays, and is sent again knowingly', async () => {
    const id = await at.responding();
    await at.task(id, 'consult', 'office', { attended: '领导小组', decided: '封闭现场。' });
    await at.task(id, 'draft-statement', 'spokesperson', statement);
    const { page } = await sitDown('hejun', desk);
    await page.goto(`${served.baseUrl}/desk/incidents/${id}`);
    await page.getByRole('button', { name: '修改通稿' }).click();
    await page.getByLabel('正文').fill(`${statement.statementText}甲的补充。`);
    const { statementType, parts, statementText } = statement;
    const other = await at.office
      .put(`/api/v1/incidents/${id}/statement`)
      .set('if-match', (await at.office.get(`/api/v1/incidents/${id}`)).headers.etag ?? '')
      .send({ statementType, parts, text: `${statementText}乙的补充。` });
    expect(other.status).toBe(200);
    await page.locator('[data-version="2"]').waitFor();

    await page.getByRole('button', { name: '保存为新版并重新送审' }).click();

    await page.getByText('内容已被他人更改').waitFor();
    expect(await page.getByLabel('正文').inputValue()).toContain('甲的补充。');
    await page.getByRole('button', { name: '保存为新版并重新送审' }).click();
    await page.locator('[data-version="3"]').getByText('甲的补充').waitFor();
    await page.context().close();
  });

  test('an edit after the approval is shown to have voided it, in either language', async () => {
    const id = await at.responding();
    await at.task(id, 'consult', 'office', { attended: '领导小组', decided: '封闭现场。' });
    await at.task(id, 'draft-statement', 'spokesperson', statement);
    await at.task(id, 'approve-statement', 'leading-group', { version: 1, decision: 'approved' });
    const { page } = await sitDown('hejun', desk);
    await page.goto(`${served.baseUrl}/desk/incidents/${id}`);
    await page.locator('[data-version="1"]').getByText('已批准').waitFor();

    await page.getByRole('button', { name: '修改通稿' }).click();
    await page.getByLabel('正文').fill(`${statement.statementText}公交已绕行。`);
    await page.getByRole('button', { name: '保存为新版并重新送审' }).click();

    await page.locator('[data-version="2"]').getByText('等待审批').waitFor();
    await page.locator('[data-version="1"]').getByText('批准已失效').waitFor();
    expect(await faultsOf(page)).toEqual({ axe: [], sideways: false });
    const english = await sitDown('zhaolei', phone, 'en');
    await english.page.goto(`${served.baseUrl}/desk/incidents/${id}`);
    await english.page.locator('[data-version="1"]').getByText('Its approval is void').waitFor();
    expect(await faultsOf(english.page)).toEqual({ axe: [], sideways: false });
    await page.context().close();
    await english.page.context().close();
  });
});
