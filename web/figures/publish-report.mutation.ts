import type { ReportItem } from '../api/types.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Publishes a draft as it was read. */
export function usePublishReport() {
  const request = useRequest();
  return useMutation(({ id, etag }: { id: string; etag: string | null }) =>
    request<ReportItem>(`/reports/${encodeURIComponent(id)}/publication`, {
      method: 'POST',
      ifMatch: etag,
    }),
  );
}
