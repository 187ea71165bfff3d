const markup = Symbol('markup');

/** Markup that was built by `html`; nothing that came from outside can look like it. */
export interface Html {
  readonly [markup]: string;
}

/** What may stand in a template: markup as it is, text escaped, nothing for null and false, lists one after another. */
export type Part = Html | string | number | null | false | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

function write(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  if (markup in part) return part[markup];
  return part.map(write).join('');
}

/** Markup with everything filled in escaped, so that a citizen's words are shown and never run. Attributes are quoted. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = strings.reduce((before, next, index) => {
    const part = parts[index - 1];
    return `${before}${part === undefined ? '' : write(part)}${next}`;
  });
  return { [markup]: text };
}

/** The document as text. */
export function toText(document: Html): string {
  return document[markup];
}

/** A text of several lines as it was typed: an empty line begins a paragraph. */
export function paragraphs(text: string): Html[] {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => html`<p class="typed">${block.trim()}</p>`);
}
