import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Takes a task for oneself, or gives it back to the group. */
export function useClaimTask() {
  const request = useRequest();
  return useMutation(({ key, how }: { key: string; how: 'claim' | 'release' }) =>
    request<unknown>(`/tasks/${encodeURIComponent(key)}/${how}`, { method: 'POST' }),
  );
}
