/** A part of a parsed file as the parser hands it out. */
export interface Part {
  readonly [name: string]: unknown;
}

/** True for a part of a parsed file; lists and plain values are none. */
export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts of a list that the parser made; empty for anything else. */
export function partsOf(value: unknown): Part[] {
  return Array.isArray(value) ? value.filter(isPart) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** `userTask`, `timerEventDefinition`, `taskDefinition`: the name of a part without the standard it comes from. */
export function typeOf(part: Part): string {
  const type = textOf(part.$type);
  const local = type.slice(type.indexOf(':') + 1);
  return local.slice(0, 1).toLowerCase() + local.slice(1);
}

/** Where the parser keeps what an element of an unknown standard holds. */
const unknownContent = new Set(['$children', '$body']);

/** What a part holds by itself; what it only leads to is left out. */
export function heldBy(part: Part): [string, unknown][] {
  return Object.entries(part).filter(([name]) => !name.startsWith('$') || unknownContent.has(name));
}

/** What a part leads to: other parts by the name of the reference. */
export function ledTo(part: Part): [string, Part[]][] {
  const held = new Set(Object.keys(part));
  return Object.getOwnPropertyNames(part)
    .filter((name) => !name.startsWith('$') && !held.has(name))
    .map((name) => {
      const value = part[name];
      return [name, Array.isArray(value) ? partsOf(value) : [value].filter(isPart)];
    });
}

const pair = (name: string, value: string): [string, string] => [name, value];

/** Attributes that the standard does not know, such as colours. */
export function foreignOf(part: Part): [string, string][] {
  const attributes = isPart(part.$attrs) ? Object.entries(part.$attrs) : [];
  return attributes.flatMap(([name, value]) =>
    name === 'xmlns' || name.startsWith('xmlns:') || typeof value !== 'string'
      ? []
      : [pair(name, value)],
  );
}
