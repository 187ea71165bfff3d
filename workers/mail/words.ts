import { createInstance } from 'i18next';

/** The languages the house writes in. */
export type Language = 'zh' | 'en';

type Tree = { readonly [key: string]: string | Tree };
type Path<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}`;
}[keyof T & string];
type WithoutPlural<K extends string> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;
type Values = Readonly<Record<string, string | number>>;

/** A key of a dictionary: a word that is not there does not compile. */
export type KeyOf<T> = WithoutPlural<Path<T>>;

/** Says a word or sentence in one language; `{{name}}` is filled from the values, `count` chooses the plural. */
export type Say<T> = (key: KeyOf<T>, values?: Values) => string;

/**
 * The words of one dictionary in one language. Values are filled in as they are: whoever shows the text escapes it.
 *
 * @param dictionaries the same tree in each language
 */
export function createSay<T extends Tree>(
  dictionaries: Readonly<Record<Language, T>>,
  language: Language,
): Say<T> {
  const dictionary = createInstance();
  void dictionary.init({
    lng: language,
    fallbackLng: 'zh',
    initAsync: false,
    nsSeparator: false,
    resources: {
      zh: { translation: dictionaries.zh },
      en: { translation: dictionaries.en },
    },
    interpolation: { escapeValue: false },
  });
  return (key, values) => dictionary.t(key, { ...values });
}
