import type dictionary from '../../processes/language/zh/citizen.json';
import { shippedTexts, type TextsDocument, wordedText } from '../../processes/settings/texts.ts';
import type { KeyOf } from '../../workers/mail/words.ts';
import type { Lang, Language, Params } from '../language.ts';

/** A key of the citizen dictionary: a word that is not there does not compile. */
export type Key = KeyOf<typeof dictionary>;

/** Says the words of the citizen pages in one language. */
export interface Words {
  readonly lang: Lang;
  readonly say: (key: Key, params?: Params) => string;
  /** A word whose key an administrator's list may lack; null where there is none. */
  readonly find: (key: string) => string | null;
}

/** The citizen pages' words in `lang`, some of them as the institution words them itself. Values are filled in as they are; the templates escape. */
export function wordsIn(
  language: Language,
  lang: Lang,
  texts: TextsDocument = shippedTexts,
): Words {
  return {
    lang,
    say: (key, params = {}) =>
      wordedText(texts, key, lang, params) ?? language.say(lang, 'citizen', key, params),
    find: (key) =>
      wordedText(texts, key, lang, {}) ??
      (language.has(lang, 'citizen', key) ? language.say(lang, 'citizen', key) : null),
  };
}
