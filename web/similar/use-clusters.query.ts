import type { ClusterView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';

/** Open cases about one matter, grouped; empty asks for every topic. */
export function useClusters(topic: () => string) {
  return useQuery<{
    readonly items: readonly ClusterView[];
    readonly looked: number;
    readonly capped: boolean;
    readonly mayMerge: boolean;
  }>(() => (topic() === '' ? '/clusters' : `/clusters?topic=${encodeURIComponent(topic())}`), {
    keep: true,
  });
}
