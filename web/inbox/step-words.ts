import type { TaskItem } from '../api/types.ts';
import { useLanguage } from '../language/language.ts';

/** Where the words of actions stand. */
const dictionaries = ['desk', 'turns', 'regimes', 'incidents'] as const;
type Fields = Readonly<Record<string, unknown>>;

/** The words of a task: what its button does, and what happens next. */
export function useStepWords() {
  const { t, has, tongue } = useLanguage();

  /** The most exact words there are: by what was chosen in the form, by the action, or for any step. */
  function find(group: string, action: string | null, fields: Fields): string | null {
    const words = Object.values(fields).filter(
      (value) => typeof value === 'string' && /^[a-z-]+$/.test(value),
    );
    const own = [...words.map(String), 'any'].flatMap((word) =>
      dictionaries.map((name) => `${name}:${group}.${action}.${word}`),
    );
    const keys = [...own, `desk:${group}.step.any`];
    const key = keys.find((one) => has(one));
    return key === undefined ? null : t(key);
  }

  return {
    /** The name in the diagram, which its owner may change; in English the shipped steps have names of their own. */
    name: ({ step, action }: Pick<TaskItem, 'step' | 'action'>) =>
      (tongue.value === 'en' &&
        dictionaries
          .map((name) => `${name}:steps.${action}`)
          .filter(has)
          .map((key) => t(key))[0]) ||
      step,
    button: (action: string | null, fields: Fields) => find('complete', action, fields) ?? '',
    after: (action: string | null, fields: Fields) => find('after', action, fields) ?? '',
    /** The question before what cannot be taken back; null where nothing needs asking. */
    question: (action: string | null, fields: Fields) => find('ask', action, fields),
  };
}
