import type { LadderView, LetterView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useCaseNews } from '../shell/live.ts';

export interface Supervision {
  readonly ladders: readonly LadderView[];
  readonly letters: readonly LetterView[];
}

/** The ladders and letters of a case; read again when the server tells that it changed. */
export function useSupervision(caseId: () => string) {
  const query = useQuery<Supervision>(() => `/cases/${encodeURIComponent(caseId())}/supervision`);
  useCaseNews(caseId, () => void query.refresh());
  return query;
}
