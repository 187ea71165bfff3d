import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Turns that people give a case beside its tasks. */
export function useTurn(caseId: () => string) {
  const request = useRequest();
  const base = () => `/cases/${encodeURIComponent(caseId())}`;
  return {
    ask: useMutation((question: string) =>
      request<unknown>(`${base()}/questions`, { method: 'POST', body: { question } }),
    ),
    tell: useMutation((told: { readonly text: string; readonly until: string }) =>
      request<unknown>(`${base()}/interim-replies`, { method: 'POST', body: told }),
    ),
    takeBack: useMutation((questionId: string) =>
      request<unknown>(`${base()}/questions/${encodeURIComponent(questionId)}/close`, {
        method: 'POST',
      }),
    ),
  };
}
