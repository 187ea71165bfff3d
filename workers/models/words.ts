/**
 * A sentence before it is put into a language: a key of the dictionary `checks.json` with what fills it in, which may
 * itself be such a sentence. `or` is said where the dictionary has no such key: a property nobody thought of is shown
 * by its own name, never left out.
 */
export interface Words {
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number | Words>>;
  readonly or?: string;
}

/** A language that words are put into. */
export interface Tongue {
  readonly has: (key: string) => boolean;
  readonly say: (key: string, params: Readonly<Record<string, string | number>>) => string;
}

/** A sentence in a language. */
export function inWords({ key, params = {}, or }: Words, tongue: Tongue): string {
  if (or !== undefined && !tongue.has(key)) return or;
  const filled = Object.entries(params).map(
    ([name, value]) => [name, typeof value === 'object' ? inWords(value, tongue) : value] as const,
  );
  return tongue.say(key, Object.fromEntries(filled));
}
