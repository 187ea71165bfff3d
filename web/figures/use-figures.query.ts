import { shallowRef, watch } from 'vue';
import { pathWith } from '../api/path.ts';
import type { CountedCase, CountedPage, FiguresView, HeatView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useRequest } from '../api/use-request.ts';

export type FigureFilters = Readonly<
  Record<'from' | 'to' | 'unit' | 'topic' | 'area' | 'channel', string>
>;

/** The figures of a period under filters, by one dimension. */
export function useFigures(filters: () => FigureFilters, by: () => string) {
  return useQuery<FiguresView>(() => pathWith('/figures', { ...filters(), by: by() }), {
    keep: true,
  });
}

/** What happens at the elements of each diagram. */
export function useStages(period: () => { readonly from: string; readonly to: string }) {
  return useQuery<{ readonly diagrams: readonly HeatView[] }>(() => pathWith('/stages', period()), {
    keep: true,
  });
}

/** A list of cases behind a figure, page by page; null reads nothing. */
export function useCounted(path: () => string | null) {
  const request = useRequest();
  const first = useQuery<CountedPage>(path);
  const further = shallowRef<readonly CountedCase[]>([]);
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
      const base = path();
      if (base === null || next.value === null) return;
      const cursor = encodeURIComponent(next.value);
      const { response } = await request<CountedPage>(
        `${base}${base.includes('?') ? '&' : '?'}cursor=${cursor}`,
      );
      if (response === null) return;
      further.value = [...further.value, ...response.body.items];
      next.value = response.body.next;
    },
  };
}
