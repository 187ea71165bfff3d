import { isPart, type Part, partsOf, textOf } from '../moddle.ts';
import type { Words } from '../words.ts';
import { type Change, type Fact, factChanges } from './change.ts';
import { movedPlaces } from './sequence.ts';

interface Field {
  readonly key: string;
  readonly words: Words;
  readonly facts: ReadonlyMap<string, Fact>;
}

/** A part of a form is known by what it is called in the case file, or else by its id. */
const keyOf = (part: Part) => textOf(part.key) || textOf(part.id);

type Entry = [string, Fact];

/** Every property of a field by its path; the words that stand to choose from, by their values. */
function entriesOf(value: unknown, path: string, name: string): Entry[] {
  if (Array.isArray(value))
    return value.flatMap((one, at) => {
      const mark = isPart(one) ? String(one.value ?? at) : String(at);
      return entriesOf(one, `${path}[${mark}]`, name).map(
        ([place, fact]): Entry => [place, { ...fact, of: fact.of || mark }],
      );
    });
  if (isPart(value))
    return Object.entries(value)
      .filter(([inner]) => inner !== 'components' && inner !== 'id')
      .flatMap(([inner, held]) => entriesOf(held, `${path}/${inner}`, inner));
  return value === undefined || value === null || value === ''
    ? []
    : [[path, { word: `field-${name}`, of: '', value: String(value) }]];
}

function fieldsOf(parts: readonly Part[], group: string): Field[] {
  return parts.flatMap((part) => {
    const label = textOf(part.label) || textOf(part.dateLabel) || keyOf(part);
    const type = textOf(part.type);
    const within: Entry[] =
      group === '' ? [] : [['group', { word: 'field-group', of: '', value: group }]];
    const kind = { key: `field.${type}`, or: type };
    return [
      {
        key: keyOf(part),
        words: { key: 'difference.named', params: { kind, name: label } },
        facts: new Map([...entriesOf(part, '', ''), ...within]),
      },
      ...fieldsOf(partsOf(part.components), label),
    ];
  });
}

function addedOrGone(
  fields: readonly Field[],
  others: ReadonlyMap<string, Field>,
  kind: 'added' | 'removed',
): Change[] {
  return fields
    .filter(({ key }) => !others.has(key))
    .map(({ key, words }) => ({
      ...{ kind, element: key },
      words: { key: `difference.${kind}`, params: { what: words } },
    }));
}

/** What differs between two versions of a form, in words: fields by the key the case file knows them by. */
export function formChanges(before: unknown, after: unknown): Change[] {
  const read = (form: unknown) => fieldsOf(isPart(form) ? partsOf(form.components) : [], '');
  const [old, fresh] = [read(before), read(after)];
  const was = new Map(old.map((field) => [field.key, field]));
  const now = new Map(fresh.map((field) => [field.key, field]));
  const kept = fresh.filter(({ key }) => was.has(key));
  const places = [...was.keys()];
  const moved = movedPlaces(kept.map(({ key }) => places.indexOf(key)));
  return [
    ...addedOrGone(old, now, 'removed'),
    ...addedOrGone(fresh, was, 'added'),
    ...kept.flatMap(({ key, words, facts }) =>
      factChanges(key, words, was.get(key)?.facts ?? new Map(), facts),
    ),
    ...[...moved].flatMap((at): Change[] => {
      const field = kept[at];
      if (field === undefined) return [];
      const words = { key: 'difference.moved', params: { what: field.words } };
      return [{ kind: 'moved', element: field.key, words }];
    }),
  ];
}
