import type { Changes, RowKeys } from '../store/projected.ts';
import type { TimerRow } from '../store/timers.ts';
import type { RecordOf } from './record-schema.ts';
import type { Find } from './rows.ts';

type Timer = RecordOf<'TIMER'>;

const stateAfter = {
  CREATED: 'created',
  MIGRATED: 'created',
  TRIGGERED: 'triggered',
  CANCELED: 'canceled',
} as const satisfies Record<Timer['intent'], TimerRow['state']>;

export function rowsOfTimer({ key }: Timer): RowKeys {
  return { timers: [key] };
}

/** A timer was set, rang or was called off. */
export function projectTimer(record: Timer, find: Find): Changes {
  const { key, intent, value, position, at } = record;
  const current = find('timers', key);
  if (current && current.position >= position) return {};
  const timer: TimerRow = {
    _id: key,
    partition: record.partition,
    instanceKey: value.processInstanceKey,
    elementInstanceKey: value.elementInstanceKey,
    elementId: value.targetElementId,
    dueAt: value.dueDate,
    state: stateAfter[intent],
    triggeredAt: intent === 'TRIGGERED' ? at : null,
    position,
  };
  return { timers: [timer] };
}
