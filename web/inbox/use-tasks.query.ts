import { shallowRef, watch } from 'vue';
import { pathWith } from '../api/path.ts';
import type { DueFilter, Scope, TaskPage } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useLiveEvent } from '../shell/live.ts';

export interface TaskFilters {
  readonly scope: Scope;
  readonly due: DueFilter;
}

const page = 50;
const most = 200;

/** The inbox under its filters; read again whenever the server tells of a change. */
export function useTasks(filters: () => TaskFilters) {
  const limit = shallowRef(page);
  watch(
    () => `${filters().scope} ${filters().due}`,
    () => {
      limit.value = page;
    },
  );
  const query = useQuery<TaskPage>(() => pathWith('/tasks', { ...filters(), limit: limit.value }), {
    keep: true,
  });
  useLiveEvent('tasks', () => void query.refresh());
  return {
    ...query,
    more: () => {
      limit.value = Math.min(limit.value + page, most);
    },
    /** More than one screenful of work is narrowed by the filters, not scrolled through. */
    full: () => limit.value >= most,
  };
}
