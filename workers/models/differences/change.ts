import type { Words } from '../words.ts';

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved';

/** One thing that differs between two versions of a file. */
export interface Change {
  readonly kind: ChangeKind;
  /** Id of the element, row, field or example; null for the file as a whole. */
  readonly element: string | null;
  readonly words: Words;
}

/** Facts about one thing: every property by its path, each with the key of its word. */
export type Facts = ReadonlyMap<string, Fact>;

export interface Fact {
  /** Key of the property's word in `checks:property`. */
  readonly word: string;
  /** What tells it from others of its kind: the name of a variable, of a header. */
  readonly of: string;
  readonly value: string;
  /** The value as people know it, where that is another: the name of what an id leads to. */
  readonly shown?: string;
}

const longest = 300;

/** A value as it is quoted; a long text is cut, both versions are a click away. */
export function quoted(value: string): string {
  return value.length > longest ? `${value.slice(0, longest)}…` : value;
}

function propertyWords({ word, of }: Fact): Words {
  // A dictionary's keys have no colons or dots; the names of foreign attributes do.
  const property = { key: `property.${word.replaceAll(/[:.]/g, '_')}`, or: word };
  return of === '' ? property : { key: 'difference.propertyOf', params: { property, of } };
}

function factWords(what: Words, before: Fact | undefined, after: Fact | undefined): Words | null {
  const fact = after ?? before;
  if (fact === undefined || before?.value === after?.value) return null;
  const params = { what, property: propertyWords(fact) };
  const [was, now] = [before, after].map((one) => one?.shown ?? one?.value ?? '');
  if (!was) return { key: 'difference.set', params: { ...params, now: quoted(now ?? '') } };
  if (!now) return { key: 'difference.cleared', params: { ...params, was: quoted(was) } };
  return { key: 'difference.changed', params: { ...params, was: quoted(was), now: quoted(now) } };
}

/** What two versions of one thing say differently, property by property. */
export function factChanges(
  element: string | null,
  what: Words,
  before: Facts,
  after: Facts,
): Change[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.flatMap((path) => {
    const words = factWords(what, before.get(path), after.get(path));
    return words === null ? [] : [{ kind: 'changed' as const, element, words }];
  });
}
