import type { TimelineItem } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useCaseNews } from '../shell/live.ts';

/** Everything that was done with a case, oldest first. */
export function useTimeline(caseId: () => string) {
  const query = useQuery<{ readonly items: readonly TimelineItem[] }>(
    () => `/cases/${encodeURIComponent(caseId())}/timeline`,
  );
  useCaseNews(caseId, () => void query.refresh());
  return query;
}
