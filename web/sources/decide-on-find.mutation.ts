import type { FindView } from '../../api/sources/schema.ts';
import type { Verdict } from '../../processes/sources/find.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Decides on a find from the state in which it was seen. */
export function useDecideOnFind() {
  const request = useRequest();
  return useMutation(({ find, verdict }: { readonly find: FindView; readonly verdict: Verdict }) =>
    request<FindView>(`/sources/finds/${encodeURIComponent(find.id)}/decision`, {
      method: 'POST',
      body: { was: find.state, verdict },
    }),
  );
}
