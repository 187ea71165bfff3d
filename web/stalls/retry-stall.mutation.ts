import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';
import type { CauseView } from './use-causes.query.ts';

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

/** Tries everything again that stalled for one cause. */
export function useRetryCause() {
  const request = useRequest();
  return useMutation(({ cause, reason }: { cause: CauseView; reason: string }) => {
    const { errorType, processId, elementId } = cause;
    return request<{ readonly retried: number; readonly gone: number; readonly left: number }>(
      '/stalls/retry',
      { method: 'POST', body: { errorType, processId, elementId, reason } },
    );
  });
}

/** Lets something that was given up be told again. */
export function useRetryGivenUp() {
  const request = useRequest();
  return useMutation(({ key, reason }: { key: string; reason: string }) =>
    request<unknown>('/outbox/given-up/retry', { method: 'POST', body: { key, reason } }),
  );
}
