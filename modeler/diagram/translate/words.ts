/** Finds our words for what a library says in English; null when there are none. */
export type WordsOf = (said: string) => string | null;

const place = /\{(\w+)\}/g;
const regexSigns = /[.*+?^$()|[\]\\]/g;

/** «An <X> …» and «A <X> …» are one sentence. */
function withoutArticles(said: string): string {
  return said.replace(/\b[Aa]n? </g, '<');
}

/** Libraries write one word as «Sub-process» and «Sub Process». */
function plain(said: string): string {
  return withoutArticles(said.trim())
    .replace(/[-\s]+/g, ' ')
    .toLowerCase();
}

interface Sentence {
  readonly form: RegExp;
  readonly names: readonly string[];
  readonly words: string;
}

function sentenceOf([said, words]: readonly [string, string]): Sentence {
  const names = [...said.matchAll(place)].map(([, name]) => name ?? '');
  const pattern = withoutArticles(said)
    .replace(regexSigns, '\\$&')
    .replace(place, (_, name: string) => (name === 'elements' ? '(.+)' : '([^<>]+)'));
  return { form: new RegExp(`^${pattern}$`, 's'), names, words };
}

/** Puts values into the places of a text, such as `{element}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(place, (whole, name: string) => values[name] ?? whole);
}

/**
 * Our words for the editors' English: whole strings first, then sentences with places that were filled before they
 * were said.
 */
export function createWords(strings: Readonly<Record<string, string>>): WordsOf {
  const known = new Map(Object.entries(strings).map(([said, words]) => [plain(said), words]));
  const sentences = Object.entries(strings)
    .filter(([said]) => said.includes('{'))
    .map(sentenceOf);

  function ofSentence(said: string): string | null {
    const bare = withoutArticles(said.trim());
    for (const { form, names, words } of sentences) {
      const found = form.exec(bare);
      if (found === null) continue;
      const values = names.map((name, index) => {
        const part = found[index + 1] ?? '';
        return [name, known.get(plain(part)) ?? part] as const;
      });
      return fill(words, Object.fromEntries(values));
    }
    return null;
  }

  return (said) => known.get(plain(said)) ?? ofSentence(said);
}
