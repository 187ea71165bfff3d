import type { CaseFile } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useCaseNews } from '../shell/live.ts';

/** The file of a case; read again when the server tells that it changed. */
export function useCaseFile(caseId: () => string | null) {
  const query = useQuery<CaseFile>(() => {
    const id = caseId();
    return id === null ? null : `/cases/${encodeURIComponent(id)}`;
  });
  useCaseNews(caseId, () => void query.refresh());
  return query;
}
