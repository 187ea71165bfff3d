import type { ScoreDetail } from '../../api/scores/schema.ts';
import { useQuery } from '../api/use-query.ts';

/** One score with its rule, its appeal and its corrections; null reads nothing. */
export function useScore(scoreId: () => string | null) {
  return useQuery<ScoreDetail>(() => {
    const id = scoreId();
    return id === null ? null : `/scores/${encodeURIComponent(id)}`;
  });
}
