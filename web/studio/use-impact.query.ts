import type { ImpactView } from '../../api/migrations/schema.ts';
import { useQuery } from '../api/use-query.ts';

/** What a draft means for the instances that run. */
export function useImpact(draftId: () => string) {
  return useQuery<ImpactView>(() => `/studio/drafts/${encodeURIComponent(draftId())}/impact`);
}
