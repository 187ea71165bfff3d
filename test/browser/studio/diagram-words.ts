import type { Page } from 'playwright-core';
import { z } from 'zod';

const strings = z.array(z.string());

/** Runs in the page: what the editor shows or speaks; not what people wrote. */
const collect = `(() => {
  const root = document.querySelector('.diagram-editor');
  const apart = 'svg, [data-own-words], .cm-content, code, .djs-search-results, option:checked, script, style';
  const shown = new Set();
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode())
    if (texts.currentNode.parentElement.closest(apart) === null) shown.add(texts.currentNode.nodeValue.trim());
  for (const name of ['title', 'aria-label', 'placeholder'])
    for (const element of root.querySelectorAll('[' + name + ']'))
      if (element.closest('svg, [data-own-words]') === null) shown.add(element.getAttribute(name).trim());
  return [...shown];
})()`;

/** Every word that the editor shows or speaks just now: texts, titles, labels, hints. */
export async function shownWords(page: Page): Promise<string[]> {
  return strings.parse(await page.evaluate(collect)).filter((one) => one !== '');
}

/** Marks, formats and keys that are the same in every language. */
const international =
  /\b(?:Powered by bpmn\.io|bpmn:\w+|FEEL|BPMN|DMN|XML|JSON|ISO 8601|SVG|PNG|cron|Ctrl|Del|Camunda 8\.\d+|bpmn\.io|UTC)\b/g;

/** What of these words is left in English, but names and ids that people or contracts gave. */
export function englishIn(words: readonly string[], own: ReadonlySet<string>): string[] {
  return words.filter((word) => {
    const tokens = word.replace(international, '').match(/[A-Za-z][\w:.-]+/g) ?? [];
    return tokens.some((token) => !own.has(token));
  });
}

/** Every name and id that a text holds between quotes. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"/g)].flatMap(
    ([, quoted]) => quoted?.match(/[A-Za-z][\w:.-]+/g) ?? [],
  );
}
