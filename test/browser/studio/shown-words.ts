import type { Page } from 'playwright-core';
import { z } from 'zod';

const texts = z.array(z.string());

/** What a page shows or says: texts, titles, placeholders, spoken names; hidden things, code and file contents apart. */
const collect = `(async () => {
  // What is drawn is looked at, not what is about to be.
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  const apart = 'code, pre, [lang=en], .cm-editor, [data-stand], [data-stand] *, h1, .findings .message, datalist, .bjs-powered-by, .dmn-definitions-id';
  const found = new Set();
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.closest(apart) === null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (text !== '' && parent !== null && !['SCRIPT', 'STYLE'].includes(parent.tagName) && shown(parent)) found.add(text);
  }
  for (const name of ['title', 'placeholder', 'aria-label', 'alt'])
    for (const element of document.querySelectorAll('[' + name + ']')) {
      const text = element.getAttribute(name).trim();
      if (text !== '' && shown(element)) found.add(text);
    }
  return [...found];
})()`;

/** Names of languages and makers, truths and durations as expressions write them, names of files. */
const allowed =
  /\b(?:true|false|P1Y2M|P1DT2H|[\w-]+\.(?:dmn|form)|FEEL|DMN|BPMN|XML|DRD|bpmn\.io|Powered by bpmn\.io)\b/g;

/** Gathers every string that a tour through an editor shows. */
export function wordsOnTour(page: Page): {
  readonly look: () => Promise<void>;
  readonly all: () => readonly string[];
  /** Strings in Latin letters that are neither an allowed name nor written in the file itself. */
  readonly english: (file: string) => readonly string[];
} {
  const seen = new Set<string>();
  return {
    look: async () => {
      for (const text of texts.parse(await page.evaluate(collect))) seen.add(text);
    },
    all: () => [...seen],
    english: (file) =>
      [...seen].filter((text) => {
        const rest = text.replace(allowed, '');
        const words = rest.match(/[A-Za-z][A-Za-z_-]+/g) ?? [];
        return words.some((word) => !file.includes(word));
      }),
  };
}
