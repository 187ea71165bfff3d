import { type ClockRecord, nextPoint } from './clock.ts';

/** A timer that waits in the engine for a clock's instance. */
export interface OpenTimer {
  readonly key: string;
  readonly instanceKey: string;
  readonly dueAt: Date;
}

export type Discrepancy =
  /** A running clock that nothing will wake. */
  | { readonly kind: 'missing'; readonly clockId: string; readonly expectedAt: Date }
  /** A timer of no running clock, or a second one of the same. */
  | { readonly kind: 'extra'; readonly timerKey: string; readonly clockId: string | null }
  | {
      readonly kind: 'wrong-time';
      readonly clockId: string;
      readonly timerKey: string;
      readonly expectedAt: Date;
      readonly dueAt: Date;
    };

export interface Watch {
  readonly now: Date;
  /** How long after its time a clock may be without timer: it has just rung, or the engine is at it. Milliseconds. */
  readonly grace: number;
}

/**
 * Compares clocks with the engine's open timers both ways: each running clock is woken by exactly one timer, at its
 * next point, and no timer waits for anything else. Times may differ by less than a second. `timers` are those of the
 * clock diagram only. Word to the engine may be under way: what is found twice, some time apart, is wrong.
 */
export function reconcileTimers(
  clocks: readonly ClockRecord<string>[],
  timers: readonly OpenTimer[],
  watch: Watch,
): Discrepancy[] {
  const timersOf = byInstance(timers);
  const claimed = new Set<string>();
  const found = clocks.flatMap((clock) => {
    const own = clock.instanceKey === null ? [] : (timersOf[clock.instanceKey] ?? []);
    for (const { key } of own) claimed.add(key);
    return compare(clock, own, watch);
  });
  const strangers = timers.filter(({ key }) => !claimed.has(key));
  return [
    ...found,
    ...strangers.map(({ key }) => ({ kind: 'extra', timerKey: key, clockId: null }) as const),
  ];
}

function byInstance(timers: readonly OpenTimer[]): Readonly<Record<string, OpenTimer[]>> {
  const timersOf: Record<string, OpenTimer[]> = {};
  for (const timer of timers) {
    const own = timersOf[timer.instanceKey] ?? [];
    own.push(timer);
    timersOf[timer.instanceKey] = own;
  }
  return timersOf;
}

function compare(
  clock: ClockRecord<string>,
  own: readonly OpenTimer[],
  watch: Watch,
): Discrepancy[] {
  const clockId = clock.id;
  const extra = ({ key }: OpenTimer) => ({ kind: 'extra', timerKey: key, clockId }) as const;
  const point = nextPoint(clock, watch.now);
  if (point === null) return own.map(extra);
  const expectedAt = point.at;
  // Of a paused clock any look before the latest allowed one will do.
  const isRight = ({ dueAt }: OpenTimer) =>
    Math.abs(dueAt.getTime() - expectedAt.getTime()) < 1000 ||
    (point.what === 'look-again' && dueAt < expectedAt);
  const right = own.find(isRight);
  if (right !== undefined) return own.filter((timer) => timer !== right).map(extra);
  const [wrong, ...more] = own;
  if (wrong !== undefined) {
    const { key: timerKey, dueAt } = wrong;
    return [{ kind: 'wrong-time', clockId, timerKey, expectedAt, dueAt }, ...more.map(extra)];
  }
  const justRang = watch.now.getTime() - expectedAt.getTime();
  const isRinging = justRang >= 0 && justRang < watch.grace;
  return isRinging ? [] : [{ kind: 'missing', clockId, expectedAt }];
}
