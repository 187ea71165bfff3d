import type { HeatView } from '../../api/figures/schema.ts';
import type { InstanceItem, InstanceView } from '../../api/instances/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';

export interface InstanceFilters {
  readonly process: string;
  readonly version: string;
  readonly state: string;
  readonly stalled: string;
  readonly number: string;
  readonly at: string;
}

/** A page of instances. */
export function useInstances(filters: () => InstanceFilters, cursor: () => string | null) {
  return useQuery<{ readonly items: readonly InstanceItem[]; readonly next: string | null }>(
    () => pathWith('/instances', { ...filters(), cursor: cursor() }),
    { keep: true },
  );
}

/** One instance with all an operator looks at. */
export function useInstance(key: () => string) {
  return useQuery<InstanceView>(() => `/instances/${encodeURIComponent(key())}`, { keep: true });
}

/** How many instances of a version stand at each element; nothing while none is chosen. */
export function useInstanceHeat(definition: () => string | null) {
  return useQuery<HeatView>(() => {
    const chosen = definition();
    return chosen === null ? null : pathWith('/instances/heat', { definition: chosen });
  });
}
