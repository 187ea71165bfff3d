import en from '../../processes/language/en/editor.json';
import zh from '../../processes/language/zh/editor.json';
import { useLanguage } from '../../web/language/language.ts';
import type { Language } from '../../web/language/tongue.ts';

/** The words of the desk together with those of the editors, which come only when an editor is opened. */
export function useEditorWords(): Language {
  const language = useLanguage();
  if (!language.has('editor:frame.saved'))
    language.add('editor', { zh: { ...zh.words }, en: { ...en.words } });
  return language;
}
