import type { MergeView, SimilarView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useCaseNews } from '../shell/live.ts';

/** Cases that may be about the same matter as one, and the merges of it. */
export function useSimilar(caseId: () => string) {
  const query = useQuery<{
    readonly items: readonly SimilarView[];
    readonly merges: readonly MergeView[];
    readonly mayMerge: boolean;
  }>(() => `/cases/${encodeURIComponent(caseId())}/similar`);
  useCaseNews(caseId, () => void query.refresh());
  return query;
}
