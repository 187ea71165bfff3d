import { foreignOf, heldBy, isPart, ledTo, type Part, partsOf, textOf, typeOf } from '../moddle.ts';
import type { Fact } from './change.ts';

/** One thing of a diagram that people would name: an element, a message, the diagram itself. */
export interface Item {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly facts: ReadonlyMap<string, Fact>;
}

/** What holds things of their own; whatever else a thing holds is a property of it. */
const holders = new Set([
  ...['rootElements', 'flowElements', 'artifacts', 'laneSets', 'lanes', 'participants'],
  ...[
    'messageFlows',
    'childLaneSet',
    'drgElement',
    'dataInputAssociations',
    'dataOutputAssociations',
  ],
]);
/** Told by the flows themselves, or only there for the picture. */
const untold = new Set([
  ...['incoming', 'outgoing', 'di', 'diagrams', 'id', 'exporter', 'exporterVersion'],
  'dmnDI',
]);
/** What tells one of several alike from the others. */
const marks = ['key', 'target', 'name', 'eventType'] as const;

function markOf(part: Part) {
  return marks.find((name) => textOf(part[name]) !== '');
}

interface Place {
  readonly path: string;
  readonly word: string;
  readonly of: string;
}

type Entry = readonly [path: string, fact: Fact];

function valueEntry({ path, word, of }: Place, name: string, value: unknown): Entry[] {
  if (value === undefined || value === null || value === '') return [];
  const key = word === '' ? name : `${word}-${name}`;
  return [[`${path}/${name}`, { word: key, of, value: String(value) }]];
}

/** What a part leads to: compared by id, so that a new name is told once, at the thing that has it. */
function referenceEntries(
  { path, word, of }: Place,
  name: string,
  parts: readonly Part[],
): Entry[] {
  if (parts.length === 0) return [];
  const sorted = parts.toSorted((a, b) => (textOf(a.id) < textOf(b.id) ? -1 : 1));
  const value = sorted.map(({ id }) => textOf(id)).join('、');
  const shown = sorted.map((part) => textOf(part.name) || textOf(part.id)).join('、');
  return [[`${path}/${name}`, { word: word === '' ? name : `${word}-${name}`, of, value, shown }]];
}

/** Every set stamps its own version; the rows of a table are compared as rows. */
function isTold(part: Part): boolean {
  return !['versionTag', 'decisionTable'].includes(typeOf(part));
}

/** Parts of one list; several of one type and mark are told apart by their order. */
function listEntries(parts: readonly Part[], place: Place, name: string): Entry[] {
  const seen = new Map<string, number>();
  return parts.filter(isTold).flatMap((inner) => {
    const alike = `${typeOf(inner)}:${textOf(inner[markOf(inner) ?? ''])}`;
    const at = seen.get(alike) ?? 0;
    seen.set(alike, at + 1);
    return innerEntries(inner, place, name, at);
  });
}

/** Everything a part holds by itself, with the properties of the parts inside it. */
function entriesOf(part: Part, place: Place, mark = ''): Entry[] {
  const held = heldBy(part).filter(
    ([name]) => !untold.has(name) && !holders.has(name) && name !== mark,
  );
  const own = held.flatMap(([name, value]): Entry[] => {
    if (isPart(value)) return isTold(value) ? innerEntries(value, place, name, 0) : [];
    if (!Array.isArray(value)) return valueEntry(place, name, value);
    const parts = partsOf(value);
    if (parts.length === 0) return valueEntry(place, name, value.join('、'));
    return listEntries(parts, place, name);
  });
  const references = ledTo(part)
    .filter(([name]) => !untold.has(name))
    .flatMap(([name, parts]) => referenceEntries(place, name, parts));
  const foreign = foreignOf(part).flatMap(([name, value]) => valueEntry(place, name, value));
  return [...own, ...references, ...foreign];
}

/** Wrappers that say nothing by themselves: what they hold is told as a property of the thing. */
const wrappers = new Set(['extensionElements']);

function innerEntries(part: Part, place: Place, name: string, at: number): Entry[] {
  if (wrappers.has(name)) return entriesOf(part, { ...place, path: `${place.path}/${name}` });
  const type = typeOf(part);
  const mark = markOf(part);
  const of = textOf(part[mark ?? '']);
  const path = `${place.path}/${name}[${type}:${of}:${at}]`;
  // Texts that a diagram keeps in a part of their own: a documentation, a condition, a moment.
  const text = textOf(part.text) || textOf(part.body);
  if (text !== '') {
    const word = place.word === '' ? name : `${place.word}-${name}`;
    return [[path, { word, of: place.of, value: text }]];
  }
  const inner = entriesOf(part, { path, word: type, of }, mark);
  // That it is there says something even where it holds nothing.
  return inner.length > 0 ? inner : [[path, { word: type, of, value: '✓' }]];
}

function itemOf(part: Part): Item {
  const type = typeOf(part);
  const entries = entriesOf(part, { path: '', word: '', of: '' });
  return { id: textOf(part.id), type, name: textOf(part.name), facts: new Map(entries) };
}

/** Things inside a part, however deep. */
function inside(part: Part): Item[] {
  return heldBy(part)
    .filter(([name]) => holders.has(name))
    .flatMap(([, value]) => (isPart(value) ? [value] : partsOf(value)))
    .flatMap((inner) => [itemOf(inner), ...inside(inner)]);
}

/** Every thing of a diagram that can be added, removed or changed, by id. */
export function itemsOf(root: unknown): Map<string, Item> {
  if (!isPart(root)) return new Map();
  const items = [itemOf(root), ...inside(root)].filter(({ id }) => id !== '');
  return new Map(items.map((item) => [item.id, item]));
}

const number = (value: unknown) => (typeof value === 'number' ? value : 0);

function boundsText(part: Part): string {
  const { bounds } = part;
  return isPart(bounds)
    ? ['x', 'y', 'width', 'height'].map((name) => number(bounds[name])).join(' ')
    : '';
}

/** Where and how a thing is drawn, by the id of the thing. */
export function picturesOf(root: unknown): Map<string, string> {
  if (!isPart(root)) return new Map();
  const planes = partsOf(root.diagrams).map(({ plane }) => (isPart(plane) ? plane : {}));
  const shapes = planes.flatMap(({ planeElement }) => partsOf(planeElement));
  return new Map(
    shapes.flatMap((shape): [string, string][] => {
      const element = shape.bpmnElement;
      if (!isPart(element)) return [];
      const points = partsOf(shape.waypoint).map(({ x, y }) => `${number(x)},${number(y)}`);
      const label = isPart(shape.label) ? boundsText(shape.label) : '';
      const looks = [shape.isExpanded, shape.isHorizontal, shape.isMarkerVisible].map(String);
      const colours = foreignOf(shape).map(([name, value]) => `${name}=${value}`);
      const drawn = [boundsText(shape), ...points, label, ...looks, ...colours].join('|');
      return [[textOf(element.id), drawn]];
    }),
  );
}
