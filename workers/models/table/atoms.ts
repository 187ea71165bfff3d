import type { CellSet, ColumnType, Range } from './cell.ts';

/** One kind of input that every cell of a column treats alike, by an example of it. */
export type Atom =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'truth'; readonly truth: boolean }
  | { readonly kind: 'at'; readonly at: number }
  | { readonly kind: 'null' };

const steps = { number: 1, date: 1, time: 1, dateTime: 1000 } as const;
const endOfDay = 86_399;

function inRange(at: number, { low, high, lowOpen, highOpen }: Range): boolean {
  return (lowOpen ? at > low : at >= low) && (highOpen ? at < high : at <= high);
}

function holds(set: CellSet, atom: Atom): boolean {
  switch (atom.kind) {
    case 'text':
      return set.texts.includes(atom.text);
    case 'truth':
      return set.truths.includes(atom.truth);
    case 'at':
      return set.ranges.some((range) => inRange(atom.at, range));
    case 'null':
      return set.empty;
  }
}

/** Whether a cell lets such an input through. */
export function fits(set: CellSet, atom: Atom): boolean {
  return (set.any || holds(set, atom)) !== set.negated;
}

function textAtoms(sets: readonly CellSet[]): Atom[] {
  const texts = [...new Set(sets.flatMap((set) => set.texts))];
  let other = 'other';
  while (texts.includes(other)) other += '…';
  return [...texts, other].map((text) => ({ kind: 'text', text }));
}

/** An example between two neighbouring places; null where there is none, as between two days. */
function middle(type: keyof typeof steps, low: number, high: number): number | null {
  if (type === 'number') return (low + high) / 2;
  const step = steps[type];
  return low + step < high ? low + step : null;
}

function placeAtoms(type: keyof typeof steps, sets: readonly CellSet[]): Atom[] {
  const ends = sets.flatMap(({ ranges }) => ranges.flatMap(({ low, high }) => [low, high]));
  const places = [...new Set(ends)].filter(Number.isFinite).sort((a, b) => a - b);
  const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
  const step = steps[type];
  const between = places.flatMap((place, at) => {
    const next = places[at + 1];
    const found = next === undefined ? null : middle(type, place, next);
    return found === null ? [place] : [place, found];
  });
  const all = places.length === 0 ? [0] : [first - step, ...between, last + step];
  const possible = type === 'time' ? all.filter((at) => at >= 0 && at <= endOfDay) : all;
  return possible.map((at) => ({ kind: 'at', at }));
}

/** Every kind of input that the cells of a column tell apart; the absent one only where a cell asks for it. */
export function atomsOf(type: ColumnType, sets: readonly CellSet[], allowed: CellSet): Atom[] {
  const all = [...sets, allowed];
  const given: Atom[] =
    type === 'string'
      ? textAtoms(all)
      : type === 'boolean'
        ? [true, false].map((truth) => ({ kind: 'truth', truth }))
        : placeAtoms(type, all);
  const asked: Atom[] = sets.some(({ empty }) => empty) ? [{ kind: 'null' }] : [];
  return [...given.filter((atom) => fits(allowed, atom)), ...asked];
}

const dayMs = 86_400_000;
const two = (number: number) => String(number).padStart(2, '0');

/** An example as it would be written in a cell. */
export function shown(type: ColumnType, atom: Atom): string {
  if (atom.kind === 'null') return 'null';
  if (atom.kind === 'truth') return String(atom.truth);
  if (atom.kind === 'text') return JSON.stringify(atom.text);
  if (type === 'date') return new Date(atom.at * dayMs).toISOString().slice(0, 10);
  if (type === 'dateTime') return new Date(atom.at).toISOString();
  if (type !== 'time') return String(atom.at);
  const minutes = Math.floor(atom.at / 60);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(atom.at % 60)}`;
}
