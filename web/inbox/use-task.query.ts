import type { TaskView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';

/** One task with its form and what was typed into it so far. */
export function useTask(key: () => string | null) {
  return useQuery<TaskView>(() => {
    const wanted = key();
    return wanted === null ? null : `/tasks/${encodeURIComponent(wanted)}`;
  });
}
