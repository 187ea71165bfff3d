import type { SheetView } from '../../api/publications/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';
import type { DecidedMark } from './marks.ts';

/** How a published reply is to be shown otherwise. */
export interface CorrectionGiven {
  readonly note: string;
  readonly cover: readonly string[];
  readonly without: readonly string[];
}

/** Works on the sheet of a case; each change names the version that was looked at. */
export function useSheetChanges(caseId: () => string, version: () => string | null) {
  const request = useRequest();
  const base = () => `/cases/${encodeURIComponent(caseId())}/publication`;
  return {
    decide: useMutation((marks: readonly DecidedMark[]) =>
      request<SheetView>(`${base()}/marks`, {
        method: 'PUT',
        body: { marks },
        ifMatch: version(),
      }),
    ),
    add: useMutation(({ file, lookedAt }: { readonly file: File; readonly lookedAt: boolean }) => {
      const body = new FormData();
      body.append('lookedAt', lookedAt ? 'yes' : 'no');
      body.append('file', file, file.name);
      return request<SheetView>(`${base()}/files`, { method: 'POST', body, ifMatch: version() });
    }),
    take: useMutation(({ id, lookedAt }: { readonly id: string; readonly lookedAt: boolean }) =>
      request<SheetView>(`${base()}/complaint-files/${id}`, {
        method: 'POST',
        body: { lookedAt },
        ifMatch: version(),
      }),
    ),
    drop: useMutation((id: string) =>
      request<SheetView>(`${base()}/files/${id}`, { method: 'DELETE', ifMatch: version() }),
    ),
    ask: useMutation((asked: { readonly body: string; readonly question: string }) =>
      request<unknown>(`${base()}/consents`, { method: 'POST', body: asked }),
    ),
    note: useMutation(
      ({
        id,
        ...body
      }: {
        readonly id: string;
        readonly outcome: string;
        readonly answer: string;
      }) =>
        request<unknown>(`${base()}/consents/${encodeURIComponent(id)}`, { method: 'POST', body }),
    ),
    correct: useMutation((given: CorrectionGiven) =>
      request<unknown>(`${base()}/correction`, {
        method: 'POST',
        body: { ...given, containsSecret: 'no', suitableNow: 'yes', accurate: 'yes' },
      }),
    ),
    withdraw: useMutation((reason: string) =>
      request<unknown>(`${base()}/withdrawal`, { method: 'POST', body: { reason } }),
    ),
  };
}
