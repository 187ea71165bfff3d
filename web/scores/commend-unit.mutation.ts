import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Commends a unit; the rule says how many points that earns. */
export function useCommendUnit() {
  const request = useRequest();
  return useMutation((draft: { readonly unitId: string; readonly ground: string }) =>
    request<{ readonly id: string }>('/scores/commendations', { method: 'POST', body: draft }),
  );
}
