import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const findings = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** What a page of the desk gets wrong against WCAG 2.2 AA; the drawing boards of diagrams, decisions and forms are left out: tables and panels stand beside them. */
export async function seriousFaultsOf(page: Page): Promise<string[]> {
  const result: unknown = await page.evaluate(
    `(async () => { ${axe}; return await axe.run({ exclude: ['.djs-container', '.decision-canvas', '.form-canvas'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }) })()`,
  );
  return findings
    .parse(result)
    .violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`);
}
