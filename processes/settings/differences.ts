import { canonicalJson } from '../canonical-json.ts';

type Plain = string | number | boolean | null;

/** One thing a change does to a setting. */
export interface Difference {
  readonly what: 'added' | 'removed' | 'changed' | 'moved';
  /** Fields and codes of entries from the outside in. */
  readonly place: readonly string[];
  readonly before: Plain;
  readonly after: Plain;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function plain(value: unknown): Plain {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return canonicalJson(value);
}

function member(value: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** What an entry of a list goes by: its code, else its role and unit, else itself. */
export function codeOf(entry: unknown): string {
  if (!isObject(entry)) return String(plain(entry));
  const id = member(entry, 'id');
  if (typeof id === 'string') return id;
  const [role, unitId] = [member(entry, 'role'), member(entry, 'unitId')];
  return typeof role === 'string' ? `${role}@${String(unitId)}` : canonicalJson(entry);
}

/** What people call an entry. */
function nameOf(entry: unknown): Plain {
  if (!isObject(entry)) return plain(entry);
  const zh = member(entry, 'zh');
  return typeof zh === 'string' ? zh : codeOf(entry);
}

function inLists(
  before: readonly unknown[],
  after: readonly unknown[],
  place: readonly string[],
): Difference[] {
  const old = new Map(before.map((entry) => [codeOf(entry), entry]));
  const now = new Map(after.map((entry) => [codeOf(entry), entry]));
  const removed = [...old].flatMap(([code, entry]): Difference[] =>
    now.has(code)
      ? []
      : [{ what: 'removed', place: [...place, code], before: nameOf(entry), after: null }],
  );
  const others = [...now].flatMap(([code, entry]): Difference[] =>
    old.has(code)
      ? differencesOf(old.get(code), entry, [...place, code])
      : [{ what: 'added', place: [...place, code], before: null, after: nameOf(entry) }],
  );
  const order = (list: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>) =>
    [...list.keys()].filter((code) => other.has(code));
  const [was, is] = [order(old, now), order(now, old)];
  const moved: Difference[] =
    was.join('\n') === is.join('\n')
      ? []
      : [{ what: 'moved', place, before: was.join(', '), after: is.join(', ') }];
  return [...removed, ...others, ...moved];
}

/** Nothing, of the same make as something. */
function empty(other: unknown): unknown {
  if (Array.isArray(other)) return [];
  if (isObject(other)) return {};
  return typeof other === 'string' ? '' : null;
}

/** What differs between two values of a setting, each thing by its place; entries of lists are known by their codes. */
export function differencesOf(
  before: unknown,
  after: unknown,
  place: readonly string[] = [],
): Difference[] {
  // What was not there before had nothing in it.
  const [was, is] = [before ?? empty(after), after ?? empty(before)];
  if (Array.isArray(was) && Array.isArray(is)) return inLists(was, is, place);
  if (isObject(was) && isObject(is)) {
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    return names.flatMap((name) =>
      differencesOf(member(was, name), member(is, name), [...place, name]),
    );
  }
  if (canonicalJson(was) === canonicalJson(is)) return [];
  return [{ what: 'changed', place, before: plain(before), after: plain(after) }];
}
