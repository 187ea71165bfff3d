import { createInstance, type i18n } from 'i18next';
import { type InjectionKey, inject, readonly, ref } from 'vue';
import type { Language, Params, Tongue, Words } from './tongue.ts';

export const languageKey: InjectionKey<Language> = Symbol('language');
const stored = 'huiying.language';

/** Each file of a language is a dictionary; those of citizen pages, mail and the editors are not the desk's. */
const files = import.meta.glob<Words>(
  [
    '../../processes/language/*/*.json',
    '!../../processes/language/*/citizen.json',
    '!../../processes/language/*/mail.json',
    '!../../processes/language/*/editor.json',
    '!../../processes/language/*/tables.json',
  ],
  { import: 'default' },
);

async function dictionaries(tongue: Tongue): Promise<Record<string, Words>> {
  const ours = Object.entries(files).filter(([path]) => path.includes(`/${tongue}/`));
  const loaded = ours.map(async ([path, read]) => [nameOf(path), await read()] as const);
  return Object.fromEntries(await Promise.all(loaded));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}

async function load(library: i18n, tongue: Tongue): Promise<void> {
  if (library.hasResourceBundle(tongue, 'desk')) return;
  const loaded = await dictionaries(tongue);
  for (const [name, dictionary] of Object.entries(loaded))
    library.addResourceBundle(tongue, name, dictionary);
}

function storedTongue(): Tongue | null {
  const word = localStorage.getItem(stored);
  return word === 'zh' || word === 'en' ? word : null;
}

/** Opens the dictionaries: Chinese unless this browser was told otherwise. */
export async function createLanguage(): Promise<Language> {
  const first = storedTongue() ?? 'zh';
  const library = createInstance();
  await library.init({
    lng: first,
    fallbackLng: false,
    ns: [...new Set([...Object.keys(files).map(nameOf), 'given'])],
    defaultNS: 'desk',
    interpolation: { escapeValue: false },
    resources: {},
  });
  const tongue = ref<Tongue>(first);

  async function change(next: Tongue): Promise<void> {
    await load(library, next);
    await library.changeLanguage(next);
    localStorage.setItem(stored, next);
    // The server's sentences and the citizen pages in this browser follow.
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
    document.cookie = `lang=${next}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
    tongue.value = next;
  }

  await change(first);
  const has = (key: string) => library.exists(key, { lng: tongue.value });
  const t = (key: string, params: Params = {}) => library.t(key, { ...params, lng: tongue.value });
  return {
    tongue: readonly(tongue),
    t,
    has,
    word: (kind, word) => {
      if (!word) return '';
      const key = [`given:${kind}.${word}`, `words:${kind}.${word}`].find(has);
      return key === undefined ? word : t(key);
    },
    change,
    add: (name, words) => {
      for (const one of ['zh', 'en'] as const)
        library.addResourceBundle(one, name, words[one], true, true);
    },
  };
}

/** The words of the desk, as `main.ts` opened them. */
export function useLanguage(): Language {
  const language = inject(languageKey);
  if (language === undefined) throw new Error('no language provided: main.ts provides it');
  return language;
}
