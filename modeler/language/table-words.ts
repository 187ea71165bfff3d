import { type Ref, shallowRef, watch } from 'vue';
import { useLanguage } from '../../web/language/language.ts';
import type { Tongue } from '../../web/language/tongue.ts';

type Words = { readonly [key: string]: string | Words };
type Params = Readonly<Record<string, string | number>>;

/** The words of the decision and form editors: ours, and those their libraries say in English. */
interface Dictionary {
  readonly words: Words;
  readonly library: Readonly<Record<string, string>>;
}

const files = import.meta.glob<Dictionary>('../../processes/language/*/tables.json', {
  import: 'default',
});

function load(tongue: Tongue): Promise<Dictionary> {
  const read = files[`../../processes/language/${tongue}/tables.json`];
  if (read === undefined) throw new Error(`no words of the editors in ${tongue}`);
  return read();
}

function find(words: Words, key: string): string | null {
  let at: string | Words | undefined = words;
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  return typeof at === 'string' ? at : null;
}

const fill = (text: string, params: Params, place: RegExp) =>
  text.replace(place, (all, name: string) => String(params[name] ?? all));

export interface TableWords {
  /** False until the words of the language chosen are here. */
  readonly ready: Readonly<Ref<boolean>>;
  /** The text of a key of `tables.json`; the key itself when it is missing, so that it is seen. */
  readonly t: (key: string, params?: Params) => string;
  /** What a library says in English, in the language chosen. */
  readonly translate: (said: string | undefined, params?: Params) => string;
}

/** The words of the editors, read when an editor opens and again when the language changes. */
export function useTableWords(): TableWords {
  const { tongue } = useLanguage();
  const dictionary = shallowRef<Dictionary | null>(null);
  const ready = shallowRef(false);

  async function read() {
    ready.value = false;
    const asked = tongue.value;
    const loaded = await load(asked);
    if (asked !== tongue.value) return;
    dictionary.value = loaded;
    ready.value = true;
  }

  watch(tongue, () => void read(), { immediate: true });
  return {
    ready,
    t: (key, params = {}) =>
      fill(find(dictionary.value?.words ?? {}, key) ?? key, params, /\{\{(\w+)\}\}/g),
    translate: (said = '', params = {}) =>
      fill(dictionary.value?.library[said] ?? said, params, /\{\s*(\w+)\s*\}/g),
  };
}
