import type { DecisionView, DiagramView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useCaseNews } from '../shell/live.ts';

/** The diagrams a case runs through, with where it stands in each. */
export function useDiagrams(caseId: () => string) {
  const query = useQuery<{ readonly diagrams: readonly DiagramView[] }>(
    () => `/cases/${encodeURIComponent(caseId())}/diagram`,
  );
  useCaseNews(caseId, () => void query.refresh());
  return query;
}

/** What rules decided in a case, each with the row that did. */
export function useDecisions(caseId: () => string) {
  return useQuery<{ readonly items: readonly DecisionView[] }>(
    () => `/cases/${encodeURIComponent(caseId())}/decisions`,
  );
}
