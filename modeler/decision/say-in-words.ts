/** What the library writes into its code instead of asking its translation: where it stands, and as which attribute. */
const places: readonly (readonly [selector: string, attribute: string | null])[] = [
  ['.dmn-icon-drag.horizontal', 'title'],
  ['.context-menu-flex[role="menu"]', 'aria-label'],
  ['.djs-popup [aria-label]', 'aria-label'],
  ['.element-variable h2', null],
  ['.element-variable-type-label', null],
];

function say(element: Element, attribute: string | null, words: (said: string) => string): void {
  const said = attribute === null ? element.firstChild?.nodeValue : element.getAttribute(attribute);
  if (!said || words(said) === said) return;
  if (attribute !== null) element.setAttribute(attribute, words(said));
  else if (element.firstChild !== null) element.firstChild.nodeValue = words(said);
}

function sayOnce(words: (said: string) => string): void {
  for (const [selector, attribute] of places)
    for (const element of document.querySelectorAll(selector)) say(element, attribute, words);
}

/**
 * Says those few words in the language chosen, whenever they appear: menus are drawn a moment after the library tells
 * of them, and drawn again.
 *
 * @returns ends it
 */
export function keepSaying(translate: (said: string) => string): () => void {
  const observer = new MutationObserver(() => sayOnce(translate));
  sayOnce(translate);
  observer.observe(document.body, {
    ...{ subtree: true, childList: true },
    attributeFilter: ['title', 'aria-label'],
  });
  return () => observer.disconnect();
}
