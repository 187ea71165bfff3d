import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** What people do about the regime of a case. */
export function useRegime(caseId: () => string) {
  const request = useRequest();
  const base = () => `/cases/${encodeURIComponent(caseId())}`;
  return {
    note: useMutation(
      (body: { readonly event: string; readonly happenedAt: string; readonly paper: string }) =>
        request<unknown>(`${base()}/start-events`, { method: 'POST', body }),
    ),
    classify: useMutation((body: { readonly complexity: string; readonly reason: string }) =>
      request<unknown>(`${base()}/classification`, { method: 'POST', body }),
    ),
  };
}
