import { shallowRef, watch } from 'vue';
import { pathWith } from '../api/path.ts';
import type { CaseItem, CasePage } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useRequest } from '../api/use-request.ts';

export type CaseFilters = Readonly<
  Record<'q' | 'status' | 'unit' | 'topic' | 'channel' | 'due' | 'rung', string>
>;

/** The cases under filters, page by page. */
export function useCases(filters: () => CaseFilters) {
  const request = useRequest();
  const first = useQuery<CasePage>(() => pathWith('/cases', { ...filters(), limit: 50 }), {
    keep: true,
  });
  const further = shallowRef<readonly CaseItem[]>([]);
  const next = shallowRef<string | null>(null);
  const loadingMore = shallowRef(false);
  watch(first.data, (page) => {
    further.value = [];
    next.value = page?.next ?? null;
  });
  return {
    first,
    further,
    next,
    loadingMore,
    more: async () => {
      if (next.value === null || loadingMore.value) return;
      loadingMore.value = true;
      const path = pathWith('/cases', { ...filters(), limit: 50, cursor: next.value });
      const { response, error } = await request<CasePage>(path);
      loadingMore.value = false;
      if (error !== null) return;
      further.value = [...further.value, ...response.body.items];
      next.value = response.body.next;
    },
  };
}
