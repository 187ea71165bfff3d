import type { TimelineItem } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useLiveEvent } from '../shell/live.ts';

/** Everything that was done with a case, oldest first. */
export function useTimeline(caseId: () => string) {
  const query = useQuery<{ readonly items: readonly TimelineItem[] }>(
    () => `/cases/${encodeURIComponent(caseId())}/timeline`,
  );
  useLiveEvent('case', (id) => {
    if (id === '' || id === caseId()) void query.refresh();
  });
  return query;
}
