import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

export interface MergeDraft {
  readonly leadId: string;
  readonly followerIds: readonly string[];
  readonly kind: 'duplicate' | 'campaign';
  readonly reason: string;
}

/** Lets cases join a lead. */
export function useMergeCases() {
  const request = useRequest();
  return useMutation((draft: MergeDraft) =>
    request<{ readonly mergeIds: readonly string[] }>('/merges', { method: 'POST', body: draft }),
  );
}

/** Takes a case out again. */
export function useUndoMerge() {
  const request = useRequest();
  return useMutation(({ id, reason }: { readonly id: string; readonly reason: string }) =>
    request<unknown>(`/merges/${encodeURIComponent(id)}/undo`, {
      method: 'POST',
      body: { reason },
    }),
  );
}
