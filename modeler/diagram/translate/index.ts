import { fill, type WordsOf } from './words.ts';

/** The `translate` service every part of the modeler asks for its words. */
export function translateModule(wordsOf: WordsOf): object {
  const translate = (said: string, values: Readonly<Record<string, string>> = {}) =>
    fill(wordsOf(said) ?? said, values);
  return { translate: ['value', translate] };
}
