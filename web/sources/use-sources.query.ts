import type { FindView, SourceStateView } from '../../api/sources/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';

export interface FindsAsked {
  readonly state: string;
  readonly cursor: string;
}

/** What public sources reported, a page at a time. */
export function useFinds(asked: () => FindsAsked) {
  return useQuery<{
    readonly items: readonly FindView[];
    readonly next: string | null;
    readonly waiting: number;
  }>(() => pathWith('/sources/finds', { ...asked() }), { keep: true });
}

/** How looking at each source goes. */
export function useSourceStates() {
  return useQuery<{ readonly items: readonly SourceStateView[]; readonly mayEdit: boolean }>(
    () => '/sources/states',
  );
}
