import type { Ref } from 'vue';

export type Tongue = 'zh' | 'en';
/** A dictionary: texts by key, in groups. */
export type Words = { readonly [key: string]: string | Words };
export type Params = Readonly<Record<string, string | number>>;

/** The words of the desk in the language chosen. */
export interface Language {
  readonly tongue: Readonly<Ref<Tongue>>;
  /** The text of a key, e.g. `desk:inbox.title` or `words:status.received`. */
  readonly t: (key: string, params?: Params) => string;
  readonly has: (key: string) => boolean;
  /** The text of a key, or the word itself where a process owner used one the dictionary does not know. */
  readonly word: (kind: string, word: string | null | undefined) => string;
  readonly change: (tongue: Tongue) => Promise<void>;
  /** Adds a dictionary that only some screens need, under its own name. */
  readonly add: (name: string, words: Readonly<Record<Tongue, Words>>) => void;
}
