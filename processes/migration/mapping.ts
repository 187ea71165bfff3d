import {
  hostOf,
  isMappable,
  type Mapping,
  type MigrationDiagram,
  type MigrationElement,
} from './diagram.ts';

/** What must be alike for one element to stand in for another. */
const likeness = ({ kind, event, byEvent }: MigrationElement) => `${kind} ${event} ${byEvent}`;

function byNames(of: MigrationDiagram): ReadonlyMap<string, readonly MigrationElement[]> {
  const groups = new Map<string, MigrationElement[]>();
  for (const one of of.elements.values()) {
    if (one.name === '' || !isMappable(one, of)) continue;
    const key = `${likeness(one)} ${one.name}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

/**
 * Proposes where each place of a diagram goes in another version: to the element of the same id and kind; else to the
 * only one of the same kind and name that no id has taken. What finds none is left out.
 */
export function proposeMapping(from: MigrationDiagram, to: MigrationDiagram): Mapping {
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  const places = [...from.elements.values()].filter((one) => isMappable(one, from));
  for (const one of places) {
    const same = to.elements.get(one.id);
    if (same === undefined || likeness(same) !== likeness(one)) continue;
    mapping[one.id] = same.id;
    taken.add(same.id);
  }
  const [here, there] = [byNames(from), byNames(to)];
  for (const [key, alike] of there) {
    const [one, ...others] = (here.get(key) ?? []).filter(({ id }) => mapping[id] === undefined);
    const [other, ...more] = alike.filter(({ id }) => !taken.has(id));
    if (one === undefined || other === undefined || others.length + more.length > 0) continue;
    mapping[one.id] = other.id;
    taken.add(other.id);
  }
  return attachedOnly(mapping, from, to);
}

/** An event stays with the element it waits at, or it is no longer the same event. */
function attachedOnly(
  mapping: Mapping,
  from: MigrationDiagram,
  to: MigrationDiagram,
): Record<string, string> {
  const follows = ([source, target]: readonly [string, string]) => {
    const [one, other] = [from.elements.get(source), to.elements.get(target)];
    if (one === undefined || other === undefined) return false;
    const host = hostOf(one, from);
    return hostOf(other, to) === (typeof host === 'string' ? mapping[host] : host);
  };
  return Object.fromEntries(Object.entries(mapping).filter(follows));
}

/** A mapping without what names an element that is in neither version. */
export function knownOnly(mapping: Mapping, from: MigrationDiagram, to: MigrationDiagram): Mapping {
  return Object.fromEntries(
    Object.entries(mapping).filter(
      ([source, target]) => from.elements.has(source) && to.elements.has(target),
    ),
  );
}
