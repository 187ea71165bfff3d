import type { Store } from './connect.ts';

/** A timer of the engine. */
export interface TimerRow {
  /** Timer key. */
  readonly _id: string;
  readonly partition: number;
  /** Null for a timer that starts a diagram. */
  readonly instanceKey: string | null;
  readonly elementInstanceKey: string | null;
  readonly elementId: string;
  readonly dueAt: Date;
  readonly state: 'created' | 'triggered' | 'canceled';
  /** Engine time at which it rang. */
  readonly triggeredAt: Date | null;
  readonly position: number;
}

export interface TimerStore {
  readonly ofInstance: (instanceKey: string) => Promise<TimerRow[]>;
  /** Timers that should have rung before `now` and have not. */
  readonly overdue: (now: Date, limit: number) => Promise<TimerRow[]>;
}

/** Timers as the record stream tells them. */
export function createTimerStore(store: Store): TimerStore {
  const timers = store.rows<TimerRow>('timers');
  return {
    ofInstance: (instanceKey) => timers.find({ instanceKey }).sort({ dueAt: 1, _id: 1 }).toArray(),
    overdue: (now, limit) =>
      timers
        .find({ state: 'created', dueAt: { $lt: now } })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray(),
  };
}
