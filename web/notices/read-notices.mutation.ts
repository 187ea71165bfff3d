import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Marks notices as read; null: all. */
export function useReadNotices() {
  const request = useRequest();
  return useMutation((ids: readonly string[] | null) =>
    request<null>('/notices/read', { method: 'POST', body: { ids } }),
  );
}
