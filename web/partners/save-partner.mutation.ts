import type { PartnerView } from '../../api/partners/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Gives a system a key; the key is told once. */
export function useAddPartner() {
  const request = useRequest();
  return useMutation((name: string) =>
    request<PartnerView & { readonly key: string }>('/partners', {
      ...{ method: 'POST', body: { name } },
    }),
  );
}

/** Takes a key out of use. */
export function useRevokePartner() {
  const request = useRequest();
  return useMutation((id: string) =>
    request<PartnerView>(`/partners/${encodeURIComponent(id)}/revocation`, { method: 'POST' }),
  );
}
