import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Tries a stalled step again after its cause was mended. */
export function useRetryStall() {
  const request = useRequest();
  return useMutation(({ key, reason }: { key: string; reason: string }) =>
    request<unknown>(`/stalls/${encodeURIComponent(key)}/retry`, {
      method: 'POST',
      body: { reason },
    }),
  );
}
