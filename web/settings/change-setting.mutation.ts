import type { OutcomeView, PreviewView } from '../../api/settings/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Everything that is done to one setting. */
export function useSettingChanges(kind: () => string, key: () => string) {
  const request = useRequest();
  const path = () => `/settings/${encodeURIComponent(kind())}/${encodeURIComponent(key())}`;
  return {
    /** What a change would do; nothing is kept. */
    preview: useMutation((value: unknown) =>
      request<PreviewView>(`${path()}/preview`, { method: 'POST', body: { value } }),
    ),
    save: useMutation(
      ({ etag, ...body }: { value: unknown; reason: string; etag: string | null }) =>
        request<OutcomeView>(path(), { method: 'PUT', body, ifMatch: etag }),
    ),
    restore: useMutation(
      ({ etag, ...body }: { version: number; reason: string; etag: string | null }) =>
        request<OutcomeView>(`${path()}/restore`, { method: 'POST', body, ifMatch: etag }),
    ),
  };
}

/** Decides on a change that waits, or takes it back. */
export function useDecideProposal(id: () => string) {
  const request = useRequest();
  const path = () => `/settings/proposals/${encodeURIComponent(id())}`;
  return {
    approve: useMutation((remark: string) =>
      request<OutcomeView>(`${path()}/approve`, { method: 'POST', body: { remark } }),
    ),
    refuse: useMutation((remark: string) =>
      request<null>(`${path()}/refuse`, { method: 'POST', body: { remark } }),
    ),
    withdraw: useMutation((_: undefined) =>
      request<null>(`${path()}/withdraw`, { method: 'POST' }),
    ),
  };
}
