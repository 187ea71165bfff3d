import type { UnitView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';

/** The tree of units, parents before children. */
export function useUnits() {
  return useQuery<{ readonly items: readonly UnitView[] }>(() => '/units');
}
