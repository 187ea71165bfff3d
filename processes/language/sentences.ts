/** A sentence that was recognised: its key and what fills it in. */
export interface Recognised {
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
}

interface Form {
  readonly key: string;
  readonly names: readonly string[];
  readonly pattern: RegExp;
  /** Signs that are written out: of two forms that fit, the one that says more is meant. */
  readonly written: number;
}

const gap = /\{\{(\w+)\}\}/g;

function formOf(key: string, template: string): Form {
  const names = [...template.matchAll(gap)].map(([, name = '']) => name);
  const parts = template.split(/\{\{\w+\}\}/);
  const literal = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return {
    ...{ key, names, written: parts.join('').length },
    pattern: new RegExp(`^${literal.join('(.*?)')}$`, 's'),
  };
}

/**
 * Finds which sentence of a dictionary a finished English sentence is. Checks and libraries speak English; people read
 * theirs in their own language.
 *
 * @param templates English sentences by key, with `{{name}}` where they are filled in
 */
export function createSentenceBook(
  templates: Readonly<Record<string, string>>,
): (sentence: string) => Recognised | null {
  const forms = Object.entries(templates)
    .map(([key, template]) => formOf(key, template))
    .sort((a, b) => b.written - a.written);
  return (sentence) => {
    for (const { key, names, pattern } of forms) {
      const found = pattern.exec(sentence);
      if (found === null) continue;
      const params = names.map((name, at) => [name, found[at + 1] ?? ''] as const);
      return { key, params: Object.fromEntries(params) };
    }
    return null;
  };
}
