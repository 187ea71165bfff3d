import {
  eventsAt,
  isMovable,
  type Mapping,
  type MigrationDiagram,
  type MigrationElement,
} from './diagram.ts';

/** Why a token cannot go to another version on Zeebe 8.6.0; the words are in `running.json` under `obstacle.<code>`. */
export const obstacleCodes = [
  'ELEMENT_GONE',
  'KIND_CHANGED',
  'KIND_UNSUPPORTED',
  'GATEWAY_EVENT',
  'TASK_KIND_CHANGED',
  'SCOPE_CHANGED',
  'LOOP_CHANGED',
  'EVENT_UNSUPPORTED',
  'EVENT_KIND_CHANGED',
  'EVENT_DETACHED',
  'EVENTS_MERGED',
  'MESSAGE_UNMAPPED',
  'PARALLEL_JOIN',
  'BANNED',
] as const;
export type ObstacleCode = (typeof obstacleCodes)[number];

/** One reason against a move, with the place it is about. */
export interface Obstacle {
  readonly code: ObstacleCode;
  readonly elementId: string;
  /** What else the sentence names: an event, a target, a message. */
  readonly about: string;
}

/** Two versions and what leads from one to the other. */
export interface Move {
  readonly from: MigrationDiagram;
  readonly to: MigrationDiagram;
  readonly mapping: Mapping;
}

/** What the engine can carry along with the element it waits at. */
const carried: ReadonlySet<string> = new Set(['message', 'timer', 'signal', 'error']);
/** What may be waited for in an intermediate event. */
const awaited: ReadonlySet<string> = new Set(['message', 'timer', 'signal']);

function ofElement({ from, to, mapping }: Move, one: MigrationElement): Obstacle[] {
  const obstacle = (code: ObstacleCode, about = ''): Obstacle[] => [
    { code, elementId: one.id, about },
  ];
  if (!isMovable(one)) return obstacle('KIND_UNSUPPORTED', one.kind);
  if (one.kind === 'bpmn:IntermediateCatchEvent') {
    if (!awaited.has(one.event ?? '')) return obstacle('KIND_UNSUPPORTED', one.kind);
    const isAtGateway = one.incoming.some(
      (id) => from.elements.get(id)?.kind === 'bpmn:EventBasedGateway',
    );
    if (isAtGateway) return obstacle('GATEWAY_EVENT');
  }
  const target = to.elements.get(mapping[one.id] ?? '');
  if (target === undefined) return obstacle('ELEMENT_GONE');
  // In the engine an event sub-process is a kind of its own.
  if (target.kind !== one.kind || target.byEvent !== one.byEvent)
    return obstacle('KIND_CHANGED', target.id);
  return [
    ...(target.keptBy === one.keptBy ? [] : obstacle('TASK_KIND_CHANGED', target.id)),
    ...(target.loop === one.loop ? [] : obstacle('LOOP_CHANGED', target.id)),
    ...(isSameScope({ from, to, mapping }, one, target)
      ? []
      : obstacle('SCOPE_CHANGED', target.id)),
  ];
}

function isSameScope({ mapping }: Move, one: MigrationElement, target: MigrationElement): boolean {
  if (one.scope === null) return target.scope === null;
  return target.scope === mapping[one.scope];
}

function unsupported(events: readonly MigrationElement[], elementId: string): Obstacle[] {
  const ids = events.filter(({ event }) => !carried.has(event ?? '')).map(({ id }) => id);
  return [...new Set(ids)].map((about) => ({ code: 'EVENT_UNSUPPORTED', elementId, about }));
}

function ofEvent(
  move: Move,
  event: MigrationElement,
  { elementId, there }: { elementId: string; there: readonly MigrationElement[] },
): Obstacle[] {
  const targetId = move.mapping[event.id];
  if (targetId === undefined) {
    const again = there.some(
      ({ event: kind, message }) => kind === 'message' && message === event.message,
    );
    return event.event === 'message' && again
      ? [{ code: 'MESSAGE_UNMAPPED', elementId, about: event.id }]
      : [];
  }
  const target = there.find(({ id }) => id === targetId);
  if (target === undefined) return [{ code: 'EVENT_DETACHED', elementId, about: event.id }];
  return target.event === event.event
    ? []
    : [{ code: 'EVENT_KIND_CHANGED', elementId, about: event.id }];
}

function merged(move: Move, events: readonly MigrationElement[], elementId: string): Obstacle[] {
  const targets = events.flatMap(({ id }) => move.mapping[id] ?? []);
  return [...new Set(targets.filter((id, at) => targets.indexOf(id) !== at))].map((about) => ({
    code: 'EVENTS_MERGED',
    elementId,
    about,
  }));
}

/** What waits beside an element; null: beside the whole process. */
function besideOf(move: Move, host: string | null): Obstacle[] {
  const { from, to, mapping } = move;
  const elementId = host ?? from.processId;
  const targetHost = host === null ? null : (mapping[host] ?? '');
  const [here, there] = [eventsAt(from, host), eventsAt(to, targetHost)];
  return [
    ...unsupported([...here, ...there], elementId),
    ...here.flatMap((event) => ofEvent(move, event, { elementId, there })),
    ...merged(move, here, elementId),
  ];
}

/** Why a token at an element cannot move; empty when it can. */
export function obstaclesAt(move: Move, elementId: string): readonly Obstacle[] {
  const one = move.from.elements.get(elementId);
  if (one === undefined) return [{ code: 'ELEMENT_GONE', elementId, about: '' }];
  const own = ofElement(move, one);
  return own.length > 0 ? own : besideOf(move, elementId);
}

/** Why no instance at all can move: event sub-processes of the process that the engine cannot carry. */
export function obstaclesOfProcess(move: Move): readonly Obstacle[] {
  return besideOf(move, null);
}
