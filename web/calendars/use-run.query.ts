import { onScopeDispose, watch } from 'vue';
import type { RunItemView, RunView } from '../../api/calendar-runs/schema.ts';
import { pathWith } from '../api/path.ts';
import { type Query, useQuery } from '../api/use-query.ts';

const everyMs = 1000;

export const isUnderWay = ({ state }: Pick<RunView, 'state'>) =>
  state === 'waiting' || state === 'running';

/** How far a run is, asked again each second until it has ended. */
export function useRun(path: () => string | null, ended: () => void): Query<RunView> {
  const query = useQuery<RunView>(path, { keep: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(query.data, (run, before) => {
    clearTimeout(timer);
    if (run === null) return;
    if (isUnderWay(run)) timer = setTimeout(() => void query.refresh(), everyMs);
    else if (before?.id === run.id && isUnderWay(before)) ended();
  });
  // The network may have been away for a moment: progress goes on without us.
  watch(query.error, (error) => {
    if (error !== null) timer = setTimeout(() => void query.refresh(), everyMs * 3);
  });
  onScopeDispose(() => clearTimeout(timer));
  return query;
}

/** A page of the clocks a run is about. */
export function useRunItems(
  path: () => string,
  about: () => { readonly list: string; readonly cursor: string | null },
) {
  return useQuery<{ readonly items: readonly RunItemView[]; readonly next: string | null }>(() =>
    pathWith(`${path()}/items`, about()),
  );
}
