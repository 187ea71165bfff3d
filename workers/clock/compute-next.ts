import { type ClockRecord, nextPoint } from '../../processes/clock/clock.ts';
import type { Handler } from '../handler.ts';

/** A message can expire unheard: what the clock's record says counts, not how the token came here. */
export const handle: Handler<'clock:compute-next'> = async (
  { clockId },
  { clocks, incidentClocks, now },
  { instanceKey },
) => {
  const clock =
    (await clocks.claim(clockId, instanceKey)) ??
    (await incidentClocks.claim(clockId, instanceKey));
  if (clock === null) return { state: 'duplicate', nextAt: null };
  const point = nextPoint(clock, now());
  return { state: stateOf(clock), nextAt: point?.at.toISOString() ?? null };
};

/** The end is named by the verdict: a clock that was met too late did not end on time. */
function stateOf({ status, verdict }: ClockRecord<string>): 'running' | 'met' | 'overdue' {
  if (status === 'running') return 'running';
  return verdict === 'overdue' ? 'overdue' : 'met';
}
