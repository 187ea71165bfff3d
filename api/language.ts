import { readdirSync, readFileSync } from 'node:fs';
import { createInstance } from 'i18next';
import { z } from 'zod';

/** The languages people are served in; the first is the default. */
export const languages = ['zh', 'en'] as const;
export type Lang = (typeof languages)[number];

/** True when a word names a language of the house. */
export function isLang(word: unknown): word is Lang {
  return languages.some((one) => one === word);
}

export type Params = Readonly<Record<string, string | number>>;

/** The words of the house by dictionary and key, e.g. `say('zh', 'words', 'status.received')`. */
export interface Language {
  readonly say: (lang: Lang, dictionary: string, key: string, params?: Params) => string;
  readonly has: (lang: Lang, dictionary: string, key: string) => boolean;
}

const folder = new URL('../processes/language/', import.meta.url);

type Words = { [key: string]: string | Words };
const words: z.ZodType<Words> = z.record(z.string(), z.union([z.string(), z.lazy(() => words)]));

/** The dictionaries of one language as they lie in `processes/language/<lang>/`, by file name. */
export function readDictionaries(lang: Lang): Record<string, Words> {
  const names = readdirSync(new URL(`${lang}/`, folder)).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    names.map((name) => [
      name.slice(0, -'.json'.length),
      words.parse(JSON.parse(readFileSync(new URL(`${lang}/${name}`, folder), 'utf8'))),
    ]),
  );
}

/** Reads the dictionaries once at start. Values are put into the words as they are: whoever writes HTML escapes. */
export function createLanguage(): Language {
  const i18n = createInstance();
  // Resources are given, so this is done when it returns; there is no network and no plugin.
  void i18n.init({
    initAsync: false,
    lng: 'zh',
    fallbackLng: 'zh',
    resources: Object.fromEntries(languages.map((lang) => [lang, readDictionaries(lang)])),
    interpolation: { escapeValue: false },
  });
  return {
    say: (lang, dictionary, key, params = {}) =>
      i18n.getFixedT(lang, dictionary)(key, { ...params }),
    has: (lang, dictionary, key) => i18n.exists(key, { lng: lang, ns: dictionary }),
  };
}
