import type { OpenTimer } from '../../processes/clock/reconcile.ts';
import type { Store } from './connect.ts';
import type { InstanceRow } from './instances.ts';

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
  /** The timers that wait for these instances. */
  readonly ofInstances: (instanceKeys: readonly string[]) => Promise<OpenTimer[]>;
  /** All timers that wait for instances of one diagram, in batches. */
  readonly waiting: (processId: string, batchSize: number) => AsyncIterable<OpenTimer[]>;
  /** Timers that should have rung before `now` and have not. */
  readonly overdue: (now: Date, limit: number) => Promise<TimerRow[]>;
}

function toOpen({ _id, instanceKey, dueAt }: TimerRow): OpenTimer[] {
  return instanceKey === null ? [] : [{ key: _id, instanceKey, dueAt }];
}

/** Timers as the record stream tells them. */
export function createTimerStore(store: Store): TimerStore {
  const timers = store.rows<TimerRow>('timers');
  const instances = store.rows<InstanceRow>('instances');

  async function ofDiagram(processId: string, batch: readonly TimerRow[]): Promise<OpenTimer[]> {
    const keys = batch.flatMap(({ instanceKey }) => instanceKey ?? []);
    const wanted = await instances
      .find({ _id: { $in: keys }, bpmnProcessId: processId })
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    const ids = new Set(wanted.map(({ _id }) => _id));
    return batch.filter(({ instanceKey }) => ids.has(instanceKey ?? '')).flatMap(toOpen);
  }

  return {
    ofInstance: (instanceKey) => timers.find({ instanceKey }).sort({ dueAt: 1, _id: 1 }).toArray(),
    ofInstances: async (instanceKeys) =>
      (
        await timers.find({ instanceKey: { $in: [...instanceKeys] }, state: 'created' }).toArray()
      ).flatMap(toOpen),
    waiting: async function* (processId, batchSize) {
      let batch: TimerRow[] = [];
      for await (const timer of timers.find({ state: 'created' }, { batchSize })) {
        batch.push(timer);
        if (batch.length < batchSize) continue;
        yield await ofDiagram(processId, batch);
        batch = [];
      }
      yield await ofDiagram(processId, batch);
    },
    overdue: (now, limit) =>
      timers
        .find({ state: 'created', dueAt: { $lt: now } })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray(),
  };
}
