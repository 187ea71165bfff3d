import { computed } from 'vue';
import { useQuery } from '../../web/api/use-query.ts';

/** Something of the house with an id and a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The units of the house by name. */
export function useUnits() {
  const { data } = useQuery<{ readonly items: readonly Named[] }>(() => '/units/public');
  return computed(() => data.value?.items ?? []);
}
