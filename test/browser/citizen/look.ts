import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Page } from 'playwright-core';
import { z } from 'zod';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's browser, headless. */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: flags,
  });
}

const findings = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** What a page gets wrong: against WCAG 2.2 AA, by scrolling sideways, by targets too small for a thumb. */
export async function faultsOf(page: Page): Promise<string[]> {
  // A page half read has fields whose labels are still to come.
  await page.waitForLoadState('load');
  const result: unknown = await page.evaluate(
    `(async () => { ${axe}; return await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) })()`,
  );
  const layout: unknown = await page.evaluate(`(() => {
    const faults = [];
    if (document.documentElement.scrollWidth > window.innerWidth) faults.push('scrolls sideways');
    for (const target of document.querySelectorAll('button, .button, input:not([type=hidden]):not([type=radio]), select, summary, nav a, .settings a, .choice label')) {
      const { width, height } = target.getBoundingClientRect();
      if (width > 0 && height < 44) faults.push('too small: ' + target.outerHTML.slice(0, 80));
    }
    return faults;
  })()`);
  const { violations } = findings.parse(result);
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120) ?? ''}`),
    ...z.array(z.string()).parse(layout),
  ];
}

/** A phone or a desk, with what the browser complained of: refused styles or scripts, dialogs. */
export function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Refused/i.test(message.text())) complaints.push(message.text());
  });
  page.on('dialog', async (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  return complaints;
}

/** Presses the one button that goes on. */
export async function goOn(page: Page): Promise<void> {
  await page.click('main .actions button.button');
}
