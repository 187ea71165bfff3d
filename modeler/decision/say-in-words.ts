/** What the library writes into its code instead of asking its translation: where it stands, and as which attribute. */
const places: readonly (readonly [selector: string, attribute: string | null])[] = [
  ['.dmn-icon-drag.horizontal', 'title'],
  ['.context-menu-flex[role="menu"]', 'aria-label'],
  ['.djs-popup [aria-label]', 'aria-label'],
  ['.element-variable h2', null],
  ['.element-variable-type-label', null],
];

/** Says those few words in the language chosen; saying them twice changes nothing. */
export function sayInWords(translate: (said: string) => string): void {
  for (const [selector, attribute] of places)
    for (const element of document.querySelectorAll(selector)) {
      const text = element.firstChild;
      if (attribute !== null)
        element.setAttribute(attribute, translate(element.getAttribute(attribute) ?? ''));
      else if (text !== null) text.nodeValue = translate(text.nodeValue ?? '');
    }
}
