import community from 'bpmn-js-i18n/translations/zn';
import zh from '../../../processes/language/zh/editor.json';

import { createWords, type WordsOf } from './words.ts';

/** The words for a language; English is what the libraries say themselves. */
export function wordsIn(tongue: 'zh' | 'en'): WordsOf {
  return tongue === 'zh' ? createWords({ ...community, ...zh.strings }) : () => null;
}
