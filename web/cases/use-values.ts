import type { ByView } from '../api/types.ts';
import { useLanguage } from '../language/language.ts';
import { useDates } from '../language/use-dates.ts';
import { useUnitNames } from '../units/unit-names.ts';

/** Which words a field's codes stand in, where they are not named after the field. */
const vocabularyOf: Readonly<Record<string, string>> = {
  kind: 'clockKind',
  regimeId: 'regime',
  id: 'regime',
  mode: 'replyMode',
  category: 'pauseCategory',
  outcome: 'extensionOutcome',
  unit: 'timeUnit',
  extendUnit: 'timeUnit',
  firstUnit: 'timeUnit',
  doneUnit: 'timeUnit',
  warnUnit: 'timeUnit',
  factsUnit: 'timeUnit',
  replyUnit: 'timeUnit',
  event: 'startEvent',
  complexity: 'weight',
};
/** Tried in turn for a column whose name says nothing. */
const vocabularies = [
  'words:channel',
  'given:topic',
  'words:topic',
  'words:weight',
  'words:clockKind',
  'words:acceptance',
  'words:urgency',
  'words:yesNo',
  'words:timeUnit',
  'words:startEvent',
  'words:regime',
  'words:role',
  'words:means',
  'words:letterKind',
  'words:referral',
  'desk:values.scope',
  'desk:values.answeredBy',
] as const;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const isoInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const code = /^[\w-]+$/;

/** Values of forms, actions and rules in words. */
export function useValues() {
  const { t, has, word } = useLanguage();
  const dates = useDates();
  const units = useUnitNames();

  function codeInWords(name: string, text: string): string {
    const own = vocabularyOf[name] ?? name;
    const keys = [
      `desk:values.${name}.${text}`,
      `turns:values.${name}.${text}`,
      `publication:values.${name}.${text}`,
      ...[`given:${own}`, `words:${own}`, ...vocabularies].map((one) => `${one}.${text}`),
    ];
    const key = keys.find((one) => has(one));
    return key === undefined ? text : t(key);
  }

  function textInWords(name: string, text: string): string {
    if (text.startsWith('U-')) return units.of(text);
    if (isoInstant.test(text))
      return name.startsWith('due') ? dates.due(text) : dates.instant(text);
    if (isoDay.test(text)) return dates.day(text);
    return code.test(text) ? codeInWords(name, text) : text;
  }

  function inWords(name: string, value: unknown): string {
    if (value === null || value === undefined || value === '') return '';
    if (typeof value === 'boolean') return t(`words:yesNo.${value ? 'yes' : 'no'}`);
    if (Array.isArray(value)) return value.map((one) => inWords(name, one)).join(' · ');
    return textInWords(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }

  return {
    inWords,
    /** Who did it, with unit and role. */
    person: (by: ByView): string =>
      by.kind === 'staff'
        ? [...new Set([by.unitName, word('role', by.role), by.name])].filter(Boolean).join(' ')
        : word('role', by.kind),
  };
}
