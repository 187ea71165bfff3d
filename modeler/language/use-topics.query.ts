import { computed } from 'vue';
import { useQuery } from '../../web/api/use-query.ts';
import type { Named } from './use-units.query.ts';

interface Topic extends Named {
  readonly retired: boolean;
}

/** The complaint types that new complaints can get, by name. */
export function useTopics() {
  const { data } = useQuery<{ readonly items: readonly Topic[] }>(() => '/topics');
  return computed(() => (data.value?.items ?? []).filter(({ retired }) => !retired));
}
