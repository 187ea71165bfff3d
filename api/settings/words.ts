import { isRole } from '../../processes/roles.ts';
import { codeOf, type Difference } from '../../processes/settings/differences.ts';
import type { Lang, Language } from '../language.ts';
import type { DifferenceView } from './schema.ts';

/** What the words of a difference are made with. */
export interface DifferenceWords {
  readonly language: Language;
  readonly lang: Lang;
  readonly units: ReadonlyMap<string, string>;
  readonly topics: ReadonlyMap<string, string>;
}

type Said = DifferenceWords;

const code = /^[\w-]+$/;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function member(value: unknown, name: string): unknown {
  return isObject(value) ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

function step(value: unknown, segment: string): unknown {
  if (Array.isArray(value)) return value.find((entry) => codeOf(entry) === segment);
  return member(value, segment);
}

function known({ language, lang }: Said, dictionary: string, key: string): string | null {
  return language.has(lang, dictionary, key) ? language.say(lang, dictionary, key) : null;
}

/** What an entry of a list is called: its own name, a role at its unit, a topic. */
function entryName(said: Said, entry: unknown, code: string): string {
  const [zh, en] = [member(entry, 'zh'), member(entry, 'en')];
  if (typeof zh === 'string') return (said.lang === 'en' && typeof en === 'string' && en) || zh;
  const [role = '', unitId = ''] = code.split('@');
  if (isRole(role)) {
    const unit = said.units.get(unitId) ?? unitId;
    return `${known(said, 'words', `role.${role}`) ?? role} · ${unit}`;
  }
  return said.topics.get(code) ?? code;
}

function fieldName(said: Said, name: string): string {
  const text = known(said, 'settings', `text.${name.replaceAll('.', '-')}`);
  return text ?? known(said, 'settings', `field.${name}`) ?? name;
}

function namesOn(said: Said, { place }: Difference, before: unknown, after: unknown): string[] {
  const names: string[] = [];
  let [was, is] = [before, after];
  for (const segment of place) {
    const isEntry = Array.isArray(is ?? was);
    [was, is] = [step(was, segment), step(is, segment)];
    if (segment === 'items') continue;
    names.push(isEntry ? entryName(said, is ?? was, segment) : fieldName(said, segment));
  }
  return names;
}

function valueIn(said: Said, name: string, value: Difference['before']): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return known(said, 'words', `yesNo.${value ? 'yes' : 'no'}`);
  const text = String(value);
  const word = code.test(text) ? known(said, 'settings', `value.${name}.${text}`) : null;
  return word ?? said.units.get(text) ?? text;
}

function orderIn(said: Said, list: unknown, codes: Difference['before']): string {
  return String(codes)
    .split(', ')
    .map((code) => entryName(said, step(list, code), code))
    .join(said.lang === 'zh' ? '、' : ', ');
}

/** A difference in the words of a reader. */
export function presentDifference(
  difference: Difference,
  { before, after }: { readonly before: unknown; readonly after: unknown },
  said: DifferenceWords,
): DifferenceView {
  const { what, place } = difference;
  const names = namesOn(said, difference, before, after);
  const whole = known(said, 'settings', 'difference.whole') ?? '';
  const shown = { what, place: names.join(' › ') || whole };
  const entry = names.at(-1) ?? '';
  if (what === 'added') return { ...shown, before: null, after: entry };
  if (what === 'removed') return { ...shown, before: entry, after: null };
  if (what === 'moved') {
    const list = place.reduce<unknown>(step, after);
    return {
      ...shown,
      before: orderIn(said, list, difference.before),
      after: orderIn(said, list, difference.after),
    };
  }
  const name = place.at(-1) ?? '';
  return {
    ...shown,
    before: valueIn(said, name, difference.before),
    after: valueIn(said, name, difference.after),
  };
}
