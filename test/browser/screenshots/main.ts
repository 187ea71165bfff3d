import { mkdir } from 'node:fs/promises';
import { openInstallation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { startBrowser } from '../citizen/look.ts';
import { follow, handIn } from '../whole-way/citizen.ts';
import { endStep, fillForm, signInAtDesk, straightWay, takeTask } from '../whole-way/desk.ts';

/** Takes the pictures of the README from the running product: one complaint, walked its whole way. */
const subject = '滨河路东段三盏路灯不亮';
const folder = 'docs/pictures';
await mkdir(folder, { recursive: true });
const house = await openInstallation();
const browser = await startBrowser();

async function newPage(width: number, height: number) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

try {
  const citizen = await newPage(800, 1000);
  const receipt = await handIn(citizen, house.baseUrl, subject, async (name) => {
    if (name === 'what happened') await citizen.screenshot({ path: `${folder}/submit.png` });
  });
  await handIn(await newPage(800, 1000), house.baseUrl, '小区旁工地夜间施工噪声扰民');
  for (const step of straightWay) {
    const page = await newPage(1280, 900);
    await signInAtDesk(page, house.baseUrl, step.login, await house.password());
    await takeTask(page, subject);
    if (step.login === 'wangmin') await page.screenshot({ path: `${folder}/inbox.png` });
    await fillForm(page, step.entries);
    await endStep(page, step.button);
    await page.context().close();
  }
  await until('the reply', async () => {
    await follow(citizen, house.baseUrl, receipt);
    return (await citizen.locator('main').textContent())?.includes('路灯已恢复照明');
  });
  await citizen.screenshot({ path: `${folder}/track.png`, fullPage: true });
  const desk = await newPage(1280, 900);
  await signInAtDesk(desk, house.baseUrl, 'zhaolei', await house.password());
  await desk.goto(`${house.baseUrl}/desk/cases`);
  await desk.getByRole('link', { name: subject }).first().click();
  await desk.getByRole('tab', { name: '流程' }).click();
  await desk.locator('.djs-container svg').first().waitFor();
  await desk.screenshot({ path: `${folder}/case.png` });
} finally {
  await browser.close();
  await house.close();
}
