import { createInstance, type i18n } from 'i18next';
import { type InjectionKey, inject, type Ref, readonly, ref } from 'vue';

export type Tongue = 'zh' | 'en';
type Params = Readonly<Record<string, string | number>>;

/** The words of the desk in the language chosen. */
export interface Language {
  readonly tongue: Readonly<Ref<Tongue>>;
  /** The text of a key, e.g. `desk:inbox.title` or `words:status.received`. */
  readonly t: (key: string, params?: Params) => string;
  readonly has: (key: string) => boolean;
  /** The text of a key, or the word itself where a process owner used one the dictionary does not know. */
  readonly word: (kind: string, word: string | null | undefined) => string;
  readonly change: (tongue: Tongue) => Promise<void>;
}

export const languageKey: InjectionKey<Language> = Symbol('language');
const stored = 'huiying.language';

async function dictionaries(tongue: Tongue) {
  const [words, problems, desk, calendar, scores, figures, clocks, notify, supervision] =
    tongue === 'zh'
      ? await Promise.all([
          import('../../processes/language/zh/words.json'),
          import('../../processes/language/zh/problems.json'),
          import('../../processes/language/zh/desk.json'),
          import('../../processes/language/zh/calendar.json'),
          import('../../processes/language/zh/scores.json'),
          import('../../processes/language/zh/figures.json'),
          import('../../processes/language/zh/clocks.json'),
          import('../../processes/language/zh/notify.json'),
          import('../../processes/language/zh/supervision.json'),
        ])
      : await Promise.all([
          import('../../processes/language/en/words.json'),
          import('../../processes/language/en/problems.json'),
          import('../../processes/language/en/desk.json'),
          import('../../processes/language/en/calendar.json'),
          import('../../processes/language/en/scores.json'),
          import('../../processes/language/en/figures.json'),
          import('../../processes/language/en/clocks.json'),
          import('../../processes/language/en/notify.json'),
          import('../../processes/language/en/supervision.json'),
        ]);
  return {
    words: words.default,
    problems: problems.default,
    desk: desk.default,
    calendar: calendar.default,
    scores: scores.default,
    figures: figures.default,
    clocks: clocks.default,
    notify: notify.default,
    supervision: supervision.default,
  };
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
    ns: [
      'desk',
      'words',
      'problems',
      'calendar',
      'scores',
      'figures',
      'clocks',
      'notify',
      'supervision',
    ],
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
      const key = `words:${kind}.${word}`;
      return has(key) ? t(key) : word;
    },
    change,
  };
}

/** The words of the desk, as `main.ts` opened them. */
export function useLanguage(): Language {
  const language = inject(languageKey);
  if (language === undefined) throw new Error('no language provided: main.ts provides it');
  return language;
}
