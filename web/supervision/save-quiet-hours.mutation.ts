import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';
import type { QuietHours } from './use-quiet-hours.query.ts';

/** Changes the quiet hours that were read. */
export function useSaveQuietHours() {
  const request = useRequest();
  return useMutation(({ hours, etag }: { hours: QuietHours; etag: string | null }) =>
    request<QuietHours>('/quiet-hours', { method: 'PUT', body: hours, ifMatch: etag }),
  );
}
