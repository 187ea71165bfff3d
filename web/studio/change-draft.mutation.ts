import type { DraftView } from '../../api/model-drafts/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';
import { draftPath } from './use-studio.query.ts';

/** Begins drafts: empty-handed, with files, or as an older set was. */
export function useNewDraft() {
  const request = useRequest();
  return {
    open: useMutation((body: { readonly name: string; readonly description: string }) =>
      request<DraftView>('/studio/drafts', { method: 'POST', body }),
    ),
    bring: useMutation(
      ({ name, files }: { readonly name: string; readonly files: readonly File[] }) => {
        const body = new FormData();
        body.append('name', name);
        for (const file of files) body.append('files', file, file.name);
        return request<DraftView>('/studio/drafts/import', { method: 'POST', body });
      },
    ),
    restore: useMutation(({ tag, name }: { readonly tag: string; readonly name: string }) =>
      request<DraftView>(`/studio/sets/${encodeURIComponent(tag)}/restore`, {
        method: 'POST',
        body: { name },
      }),
    ),
  };
}

type Plain = 'ask-review' | 'withdraw' | 'discard' | 'publish';

/** Everything that is done to one draft. */
export function useDraftChanges(id: () => string) {
  const request = useRequest();
  const post = (what: string, body?: unknown) =>
    request<DraftView>(`${draftPath(id())}/${what}`, { method: 'POST', body });
  const file = (name: string) => `${draftPath(id())}/files/${encodeURIComponent(name)}`;
  return {
    go: useMutation((what: Plain) => post(what)),
    judge: useMutation(
      ({
        what,
        ...body
      }: {
        what: 'approve' | 'request-changes';
        filesDigest: string;
        text: string;
      }) => post(what, body),
    ),
    comment: useMutation((body: { readonly text: string; readonly file?: string }) =>
      post('comments', body),
    ),
    rebase: useMutation((choices: Readonly<Record<string, 'mine' | 'theirs'>>) =>
      post('rebase', { choices }),
    ),
    save: useMutation(({ name, ...body }: { name: string; content: string; revision: number }) =>
      request<{ revision: number }>(file(name), { method: 'PUT', body }),
    ),
    remove: useMutation(({ name, revision }: { name: string; revision: number }) =>
      request<{ revision: number }>(`${file(name)}?revision=${revision}`, { method: 'DELETE' }),
    ),
  };
}
