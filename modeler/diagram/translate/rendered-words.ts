import type { WordsOf } from './words.ts';

const spoken = ['title', 'aria-label', 'placeholder', 'data-title'] as const;
const latin = /[A-Za-z]{2}/;
/** What people wrote themselves, and drawings, are never touched. */
const untouched =
  'svg, input, textarea, [contenteditable], .cm-content, .djs-search-results, [data-own-words]';

function translateText(node: Node, wordsOf: WordsOf): void {
  const said = node.nodeValue ?? '';
  if (!latin.test(said) || node.parentElement?.closest(untouched)) return;
  const words = wordsOf(said);
  if (words !== null && words !== said) node.nodeValue = words;
}

function translateNames(element: Element, wordsOf: WordsOf): void {
  if (element instanceof SVGElement || element.closest('[data-own-words]') !== null) return;
  for (const name of spoken) {
    const said = element.getAttribute(name);
    if (said === null || !latin.test(said)) continue;
    const words = wordsOf(said);
    if (words !== null && words !== said) element.setAttribute(name, words);
  }
}

function translateTree(root: Node, wordsOf: WordsOf): void {
  if (root.nodeType === Node.TEXT_NODE) translateText(root, wordsOf);
  if (!(root instanceof HTMLElement)) return;
  translateNames(root, wordsOf);
  for (const element of root.querySelectorAll('*')) translateNames(element, wordsOf);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
    translateText(node, wordsOf);
}

function translateChange({ target, addedNodes, type }: MutationRecord, wordsOf: WordsOf): void {
  if (target instanceof SVGElement) return;
  if (type === 'childList') for (const node of addedNodes) translateTree(node, wordsOf);
  else if (type === 'characterData') translateText(target, wordsOf);
  else if (target instanceof HTMLElement) translateNames(target, wordsOf);
}

/**
 * Some parts of the libraries write English into the page without asking `translate` (menu tabs, «Back», token
 * simulation, lint marks, FEEL findings): their words are exchanged where they appear. Only whole sentences the
 * dictionary knows are exchanged.
 *
 * @returns ends it
 */
export function exchangeRenderedWords(root: HTMLElement, wordsOf: WordsOf): () => void {
  const observer = new MutationObserver((changes) => {
    for (const change of changes) translateChange(change, wordsOf);
  });
  translateTree(root, wordsOf);
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: [...spoken],
  });
  return () => observer.disconnect();
}
