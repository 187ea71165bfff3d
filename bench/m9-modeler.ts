import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { startBrowser } from '../test/browser/citizen/look.ts';
import { beginDraft, type Draft } from '../test/browser/studio/editor.ts';
import { signInAtDesk } from '../test/browser/whole-way/desk.ts';
import { signIn } from '../test/support/desk-client.ts';
import type { Bench } from './bench-stacks.ts';
import { longDiagram } from './long-diagram.ts';
import { measurePairs, type Readings, type Result, summarise } from './protocol.ts';

const sizes = { small: 50, large: 500 } as const;
type Size = keyof typeof sizes;
const names: readonly Size[] = ['small', 'large'];
const bareScript = createRequire(import.meta.url).resolve(
  'bpmn-js/dist/bpmn-modeler.production.min.js',
);
const logins = z.array(z.object({ password: z.string() })).min(1);

/** A modeler as its makers ship it, in an empty page: milliseconds until it can be edited. */
async function openBare(browser: Browser, xml: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.setContent('<div id="canvas" style="width: 1280px; height: 800px"></div>');
  await page.addScriptTag({ path: bareScript });
  const took: unknown = await page.evaluate(
    `(async () => {
      const begun = performance.now();
      const modeler = new BpmnJS({ container: '#canvas' });
      await modeler.importXML(${JSON.stringify(xml)});
      return performance.now() - begun;
    })()`,
  );
  await page.close();
  return z.number().parse(took);
}

/** Our editor in the studio, from its first line until it can be edited. */
async function openOurs(page: Page, address: string): Promise<number> {
  await page.goto('about:blank');
  await page.goto(address);
  await page.locator('.diagram-editor[data-ready=true]').waitFor();
  const took: unknown = await page.evaluate(
    () => performance.getEntriesByName('diagram-ready')[0]?.duration,
  );
  return z.number().parse(took);
}

async function readings(open: (size: Size) => Promise<number>): Promise<Readings<Size>> {
  const small = await open('small');
  return { small, large: await open('large') };
}

async function keepDiagrams(draft: Draft): Promise<void> {
  for (const name of names) await draft.write(`${name}.bpmn`, longDiagram(name, sizes[name]));
}

/** M9: the diagram editor until it can be worked with, against a bare bpmn-js modeler in the same browser. */
export async function measureModeler(bench: Bench): Promise<Result[]> {
  const { baseUrl, dataDir } = bench.product;
  const file = join(dataDir, 'secrets', 'sample-logins.json');
  const password = logins.parse(JSON.parse(await readFile(file, 'utf8')))[0]?.password ?? '';
  const draft = await beginDraft(await signIn(baseUrl, 'fengmei', password), 'M9');
  await keepDiagrams(draft);
  const browser = await startBrowser();
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await signInAtDesk(page, baseUrl, 'fengmei', password);
  const address = (name: Size) => `${baseUrl}/desk/studio/drafts/${draft.id}/files/${name}.bpmn`;
  const turns = {
    floor: () => readings((name) => openBare(browser, longDiagram(name, sizes[name]))),
    product: () => readings((name) => openOurs(page, address(name))),
  };
  await turns.product();
  await turns.floor();
  // The browser's own processes come and go with its pages: what they take is not taken for others.
  const pairs = await measurePairs(turns, { ...bench.pairOptions, keepsNoisyPairs: true });
  await browser.close();
  return names.map((name) =>
    summarise(pairs, name, {
      id: `M9-${sizes[name]}`,
      what: `diagram editor ready, ${sizes[name]} elements, vs bare bpmn-js`,
      unit: 'ms',
      goal: { is: 'at most', value: 1.5 },
    }),
  );
}
