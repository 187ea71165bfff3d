import type { ClockFinding } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';

/** Clocks and timers that did not agree, those that still stand first. */
export function useClockFindings() {
  return useQuery<{ readonly items: readonly ClockFinding[] }>(() => '/clocks/findings');
}
