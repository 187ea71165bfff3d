import { shallowRef, watch } from 'vue';
import type { ScoreItem } from '../../api/scores/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';
import { useRequest } from '../api/use-request.ts';

export type ScoreFilters = Readonly<Record<'unit' | 'kind' | 'from' | 'until', string>>;
interface ScorePage {
  readonly items: readonly ScoreItem[];
  readonly next: string | null;
}

/** The ledger of points under filters, page by page. */
export function useScores(filters: () => ScoreFilters) {
  const request = useRequest();
  const first = useQuery<ScorePage>(() => pathWith('/scores', { ...filters() }), { keep: true });
  const further = shallowRef<readonly ScoreItem[]>([]);
  const next = shallowRef<string | null>(null);
  watch(first.data, (page) => {
    further.value = [];
    next.value = page?.next ?? null;
  });
  return {
    first,
    further,
    next,
    more: async () => {
      const cursor = next.value;
      if (cursor === null) return;
      next.value = null;
      const { response } = await request<ScorePage>(pathWith('/scores', { ...filters(), cursor }));
      if (response === null) {
        next.value = cursor;
        return;
      }
      further.value = [...further.value, ...response.body.items];
      next.value = response.body.next;
    },
  };
}
