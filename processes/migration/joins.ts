import type { MigrationDiagram, MigrationElement } from './diagram.ts';

/** What is known of an instance's way: tokens by element instance, and how often each element was left. */
export interface Way {
  readonly tokens: Readonly<Record<string, string>>;
  readonly elements: Readonly<Record<string, { readonly completed: number }>>;
}

/** Gateways a token passes within one step of the engine: the record stream keeps no count of them. */
const uncounted: ReadonlySet<string> = new Set([
  'bpmn:ExclusiveGateway',
  'bpmn:ParallelGateway',
  'bpmn:InclusiveGateway',
]);

function isJoin({ kind, incoming }: MigrationElement): boolean {
  return kind === 'bpmn:ParallelGateway' && incoming.length > 1;
}

/** How often a token came out of an element on each of its arrows; null when the counts do not tell. */
function leftBy(
  of: MigrationDiagram,
  way: Way,
  id: string,
  seen: readonly string[],
): number | null {
  const one = of.elements.get(id);
  if (one === undefined || seen.includes(id)) return null;
  if (!uncounted.has(one.kind)) return way.elements[id]?.completed ?? 0;
  const isFork = one.kind === 'bpmn:ParallelGateway' && one.incoming.length === 1;
  const isMerge = one.kind === 'bpmn:ExclusiveGateway' && one.outgoing.length === 1;
  if (!isFork && !isMerge) return null;
  let sum = 0;
  for (const before of one.incoming) {
    const count = leftBy(of, way, before, [...seen, id]);
    if (count === null) return null;
    sum += count;
  }
  return sum;
}

/** Whether anything has come near an arrow at all. */
function isReached(of: MigrationDiagram, way: Way, id: string, seen: readonly string[]): boolean {
  const one = of.elements.get(id);
  if (one === undefined || seen.includes(id)) return false;
  if (!uncounted.has(one.kind)) return (way.elements[id]?.completed ?? 0) > 0;
  return one.incoming.some((before) => isReached(of, way, before, [...seen, id]));
}

function mayWaitAt(of: MigrationDiagram, way: Way, join: MigrationElement): boolean {
  if (join.scope !== null && !Object.values(way.tokens).includes(join.scope)) return false;
  const counts = join.incoming.map((id) => leftBy(of, way, id, [join.id]));
  if (counts.every((count) => count !== null)) return new Set(counts).size > 1;
  return join.incoming.some((id) => isReached(of, way, id, [join.id]));
}

/**
 * The parallel joins where a token of an instance waits for its siblings, or may wait: the record stream has no record
 * of it, so it is told from how often the branches were left. In doubt a join is named: the engine would refuse for ever.
 */
export function joinsWaitedAt(of: MigrationDiagram, way: Way): readonly string[] {
  return [...of.elements.values()]
    .filter((one) => isJoin(one) && mayWaitAt(of, way, one))
    .map(({ id }) => id);
}
