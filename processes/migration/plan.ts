import { eventsAt } from './diagram.ts';
import { joinsWaitedAt, type Way } from './joins.ts';
import { type Move, type Obstacle, obstaclesAt, obstaclesOfProcess } from './obstacles.ts';

/** What becomes of a timer: `kept` keeps its date whatever the new diagram says, `restarts` is counted from now, `dropped` never rings. */
export type TimerFate = 'kept' | 'restarts' | 'dropped';

export interface PlannedTimer {
  /** The event of the old version; of a timer that only the new one has, that of the new. */
  readonly elementId: string;
  readonly fate: TimerFate;
}

/** Where a token at an element goes. */
export interface Place {
  readonly elementId: string;
  readonly name: string;
  readonly kind: string;
  readonly target: string | null;
  readonly targetName: string | null;
  readonly timers: readonly PlannedTimer[];
  readonly obstacles: readonly Obstacle[];
}

/** What becomes of the timers that wait at an element; null: those of the whole process. */
export function timersAt({ from, to, mapping }: Move, host: string | null): PlannedTimer[] {
  const isTimer = ({ event }: { event: string | null }) => event === 'timer';
  const here = eventsAt(from, host).filter(isTimer);
  const there = eventsAt(to, host === null ? null : (mapping[host] ?? '')).filter(isTimer);
  const kept = new Set(here.flatMap(({ id }) => mapping[id] ?? []));
  const fresh = there.filter(({ id }) => !kept.has(id));
  return [
    ...here.map(({ id }): PlannedTimer => {
      if (mapping[id] !== undefined) return { elementId: id, fate: 'kept' };
      return { elementId: id, fate: fresh.some((one) => one.id === id) ? 'restarts' : 'dropped' };
    }),
    ...fresh
      .filter(({ id }) => !here.some((one) => one.id === id))
      .map(({ id }): PlannedTimer => ({ elementId: id, fate: 'restarts' })),
  ];
}

/** What would happen to a token at an element. */
export function placeOf(move: Move, elementId: string): Place {
  const one = move.from.elements.get(elementId);
  const target = move.to.elements.get(move.mapping[elementId] ?? '');
  return {
    elementId,
    name: one?.name || elementId,
    kind: one?.kind ?? '',
    target: target?.id ?? null,
    targetName: target === undefined ? null : target.name || target.id,
    timers: timersAt(move, elementId),
    obstacles: obstaclesAt(move, elementId),
  };
}

/** Judges instances of one version, one after the other. */
export type Judge = (way: Way & { readonly state: string }) => readonly Obstacle[];

/**
 * Why an instance cannot go to the other version as it stands now; empty when the engine will take it.
 * What is found here is told and never tried.
 */
export function createJudge(move: Move): Judge {
  const { processId } = move.from;
  const ofProcess = obstaclesOfProcess(move);
  const known = new Map<string, readonly Obstacle[]>();
  const at = (elementId: string) => {
    const found = known.get(elementId) ?? obstaclesAt(move, elementId);
    known.set(elementId, found);
    return found;
  };
  return (way) => {
    if (way.state === 'banned') return [{ code: 'BANNED', elementId: processId, about: '' }];
    const joins = joinsWaitedAt(move.from, way).map(
      (elementId): Obstacle => ({ code: 'PARALLEL_JOIN', elementId, about: '' }),
    );
    return [...ofProcess, ...joins, ...[...new Set(Object.values(way.tokens))].flatMap(at)];
  };
}
