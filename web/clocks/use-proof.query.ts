import type { ProofSheet } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';

/** The count of a clock, day by day. */
export function useProof(caseId: () => string, clockId: () => string | null) {
  return useQuery<ProofSheet>(() => {
    const clock = clockId();
    return clock === null
      ? null
      : `/cases/${encodeURIComponent(caseId())}/clocks/${encodeURIComponent(clock)}/proof`;
  });
}
