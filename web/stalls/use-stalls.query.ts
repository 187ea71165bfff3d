import type { StallView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useLiveEvent } from '../shell/live.ts';

/** The instances that cannot go on, the newest first. */
export function useStalls() {
  const query = useQuery<{ readonly items: readonly StallView[] }>(() => '/stalls');
  useLiveEvent('tasks', () => void query.refresh());
  return query;
}
