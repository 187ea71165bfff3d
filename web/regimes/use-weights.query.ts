import { useQuery } from '../api/use-query.ts';

/** The weights that the regime table in force asks for. */
export function useWeights() {
  return useQuery<{ readonly weights: readonly string[] }>(() => '/regimes');
}
