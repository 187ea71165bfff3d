import type { ReportItem } from '../api/types.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Drafts the next edition of a report. */
export function useCorrectReport() {
  const request = useRequest();
  return useMutation(({ id, reason }: { id: string; reason: string }) =>
    request<ReportItem>(`/reports/${encodeURIComponent(id)}/corrections`, {
      method: 'POST',
      body: { reason },
    }),
  );
}
