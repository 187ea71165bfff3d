import { pathWith } from '../api/path.ts';
import type { OpenLadderView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';

export interface LadderPage {
  readonly items: readonly OpenLadderView[];
  readonly total: number;
}

/** The ladders that go on, at one rung or at any. */
export function useLadders(rung: () => string) {
  return useQuery<LadderPage>(() => pathWith('/ladders', { rung: rung() }), { keep: true });
}
