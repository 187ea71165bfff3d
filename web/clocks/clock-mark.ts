import type { ClockView, Urgency } from '../api/types.ts';

export type Mark = 'normal' | 'soon' | 'overdue' | 'paused' | 'done';

/** Where a clock stands on the one scale of urgency. */
export function markOfClock(clock: ClockView): Mark {
  if (clock.verdict === 'overdue' || clock.status === 'overdue') return 'overdue';
  if (clock.status === 'met' || clock.verdict === 'on-time') return 'done';
  if (clock.paused) return 'paused';
  return markOfUrgency(clock.urgency);
}

export function markOfUrgency(urgency: Urgency): Mark {
  return urgency === 'none' ? 'normal' : urgency;
}
