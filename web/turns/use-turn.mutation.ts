import { useMutation } from '../api/use-mutation.ts';
import { useOnce } from '../api/use-once.ts';
import { useRequest } from '../api/use-request.ts';

/** Turns that people give a case beside its tasks. */
export function useTurn(caseId: () => string) {
  const request = useRequest();
  const base = () => `/cases/${encodeURIComponent(caseId())}`;
  return {
    ask: useMutation((question: string) =>
      request<unknown>(`${base()}/questions`, { method: 'POST', body: { question } }),
    ),
    tell: useOnce((told: { readonly text: string; readonly until: string }, idempotencyKey) =>
      request<unknown>(`${base()}/interim-replies`, { method: 'POST', idempotencyKey, body: told }),
    ),
    addUnit: useMutation((unitId: string) =>
      request<unknown>(`${base()}/contributions`, { method: 'POST', body: { unitId } }),
    ),
    release: useMutation(({ id, reason }: { readonly id: string; readonly reason: string }) =>
      request<unknown>(`${base()}/contributions/${encodeURIComponent(id)}/withdraw`, {
        method: 'POST',
        body: { reason },
      }),
    ),
    goOn: useMutation((reason: string) =>
      request<unknown>(`${base()}/contributions/close`, { method: 'POST', body: { reason } }),
    ),
    assignDown: useMutation((to: { readonly unitId: string; readonly instruction: string }) =>
      request<unknown>(`${base()}/stations`, { method: 'POST', body: to }),
    ),
    sendBack: useMutation((reason: string) =>
      request<unknown>(`${base()}/stations/send-back`, { method: 'POST', body: { reason } }),
    ),
    instruct: useOnce(
      (
        written: {
          readonly instruction: string;
          readonly paper: string | null;
          readonly also: readonly string[];
        },
        idempotencyKey,
      ) =>
        request<unknown>(`${base()}/instructions`, {
          ...{ method: 'POST', idempotencyKey },
          body: written,
        }),
    ),
    takeBack: useMutation((questionId: string) =>
      request<unknown>(`${base()}/questions/${encodeURIComponent(questionId)}/close`, {
        method: 'POST',
      }),
    ),
  };
}
