import type { MergeView, SimilarView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useLiveEvent } from '../shell/live.ts';

/** Cases that may be about the same matter as one, and the merges of it. */
export function useSimilar(caseId: () => string) {
  const query = useQuery<{
    readonly items: readonly SimilarView[];
    readonly merges: readonly MergeView[];
    readonly mayMerge: boolean;
  }>(() => `/cases/${encodeURIComponent(caseId())}/similar`);
  useLiveEvent('case', (id) => {
    if (id === '' || id === caseId()) void query.refresh();
  });
  return query;
}
