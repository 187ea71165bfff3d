import type { Page } from 'playwright-core';

/** One entry of a task's form, as a person sees it. */
export type Entry =
  | { readonly choose: string; readonly of: string }
  | { readonly write: string; readonly into: string }
  | { readonly pick: string; readonly from: string }
  | { readonly date: string };

/** What a person does at one step: the entries of its form and the button that ends it. */
export interface StepAtDesk {
  readonly login: string;
  readonly entries: readonly Entry[];
  readonly button: string;
}

const draft: readonly Entry[] = [
  { write: '城市管理局 李强', into: '调查人' },
  { date: '2026-11-20' },
  { choose: '属实', of: '认定' },
  {
    write:
      '经现场核查，您反映的滨河路东段三盏路灯不亮情况属实，系线路老化所致。维修人员已于当日更换线路，路灯已恢复照明，感谢您的监督。',
    into: '调查情况',
  },
  { write: '更换老化线路，并纳入每周巡查。', into: '已采取或将采取的措施' },
  { write: '《城市照明管理规定》第二十三条', into: '政策法规依据' },
  { write: '城市管理局值班电话 12319', into: '联系人与电话' },
  { choose: '主动公开', of: '公开属性' },
];

/** The straight way of one complaint across six desks. */
export const straightWay: readonly StepAtDesk[] = [
  {
    login: 'wangmin',
    entries: [
      { choose: '受理', of: '受理结论' },
      { choose: '一般', of: '紧急程度' },
    ],
    button: '受理',
  },
  { login: 'zhaolei', entries: [{ pick: 'U-shizheng', from: '承办单位' }], button: '交办' },
  {
    login: 'liqiang',
    entries: [
      { choose: '简单或政策性事项', of: '事项分量' },
      { choose: '否', of: '是否重点热点事项' },
      { write: '派员现场核查，当日修复并答复。', into: '拟办意见' },
    ],
    button: '提交拟办意见',
  },
  { login: 'liqiang', entries: draft, button: '送签批' },
  { login: 'chenjing', entries: [{ choose: '同意', of: '签批意见' }], button: '签发' },
  {
    login: 'zhouning',
    entries: [
      { choose: '否', of: '是否含有涉密或不宜公开的内容' },
      { choose: '是', of: '目前是否适宜公开' },
      { choose: '是', of: '文字、数据、图表、图片是否准确' },
    ],
    button: '审核并答复',
  },
];

/** Signs in at the desk. */
export async function signInAtDesk(
  page: Page,
  baseUrl: string,
  login: string,
  password: string,
): Promise<void> {
  await page.goto(`${baseUrl}/desk/?scope=unit`);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.locator('header nav a').first().waitFor();
}

async function enter(page: Page, entry: Entry): Promise<void> {
  const form = page.locator('.task-form');
  if ('choose' in entry) {
    const group = form.locator('.fjs-form-field-radio', { hasText: entry.of });
    await group.getByLabel(entry.choose, { exact: true }).check();
  } else if ('write' in entry) {
    await form.getByLabel(entry.into).first().fill(entry.write);
  } else if ('pick' in entry) {
    await form.getByLabel(entry.from).first().selectOption(entry.pick);
  } else {
    await form.locator('input[type=date]').first().fill(entry.date);
  }
}

/** Opens the task of a case from the inbox and takes it. */
export async function takeTask(page: Page, subject: string): Promise<void> {
  await page.locator('[data-task]', { hasText: subject }).first().click();
  await page.locator('.bar').getByRole('button', { name: /认领/ }).click();
  await page
    .locator('.bar')
    .getByRole('button', { name: /退回待领/ })
    .waitFor();
}

/** Fills the form of the task that is open. */
export async function fillForm(page: Page, entries: readonly Entry[]): Promise<void> {
  await page.locator('.task-form .fjs-form-field').first().waitFor();
  for (const entry of entries) await enter(page, entry);
}

/** Ends the step by its button, and by the same words where the desk asks once more. */
export async function endStep(page: Page, button: string): Promise<void> {
  const last = page.locator('.bar .el-button--primary', { hasText: button });
  await last.click();
  const asked = page.locator('.el-message-box .el-button--primary');
  const left = page.locator('.bar .leaving, .done');
  await asked.or(left).first().waitFor();
  if (await asked.isVisible()) await asked.click();
  await left.first().waitFor();
}
