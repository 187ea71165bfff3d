import { pathWith } from '../api/path.ts';
import type { ReportItem, ReportView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';
import { useRequest } from '../api/use-request.ts';

/** The reports of one kind, or of all. */
export function useReports(kind: () => string) {
  return useQuery<{ readonly items: readonly ReportItem[]; readonly next: string | null }>(
    () => pathWith('/reports', { kind: kind(), limit: 100 }),
    { keep: true },
  );
}

/** One edition of a report. */
export function useReport(id: () => string) {
  return useQuery<ReportView>(() => `/reports/${encodeURIComponent(id())}`);
}

/** Counts a report again from its frozen cases when asked to. */
export function useRecount(id: () => string) {
  const request = useRequest();
  return () =>
    request<{ readonly cases: number; readonly equal: boolean }>(
      `/reports/${encodeURIComponent(id())}/recount`,
    );
}
