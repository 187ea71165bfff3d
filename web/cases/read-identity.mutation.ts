import type { IdentityView } from '../api/types.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Reads who sent a complaint; the reason and the reading are recorded. */
export function useReadIdentity(caseId: () => string) {
  const request = useRequest();
  return useMutation((reason: string) =>
    request<IdentityView>(`/cases/${encodeURIComponent(caseId())}/identity`, {
      method: 'POST',
      body: { reason },
    }),
  );
}
