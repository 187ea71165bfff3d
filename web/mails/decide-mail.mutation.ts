import type { MailView } from '../../api/mails/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** Drops a mail in as a file. */
export function useUploadMail() {
  const request = useRequest();
  return useMutation((file: File) => {
    const form = new FormData();
    form.append('file', file);
    return request<MailView>('/mails', { method: 'POST', body: form });
  });
}

export interface Judged {
  readonly topic: string;
  readonly subject?: string;
  readonly place?: string;
  readonly confidential: boolean;
}

/** Makes a mail a complaint. */
export function useAcceptMail() {
  const request = useRequest();
  return useMutation(({ id, judged }: { readonly id: string; readonly judged: Judged }) =>
    request<{ readonly caseId: string; readonly number: string }>(
      `/mails/${encodeURIComponent(id)}/acceptance`,
      { method: 'POST', body: judged },
    ),
  );
}

/** Says why a mail becomes no complaint. */
export function useDismissMail() {
  const request = useRequest();
  return useMutation(({ id, ground }: { readonly id: string; readonly ground: string }) =>
    request<MailView>(`/mails/${encodeURIComponent(id)}/dismissal`, {
      ...{ method: 'POST', body: { ground } },
    }),
  );
}

/** Chooses whether mails of the folder are complaints at once. */
export function useChangeMailSetting() {
  const request = useRequest();
  return useMutation((direct: boolean) =>
    request<{ readonly direct: boolean }>('/mail-intake', { method: 'PUT', body: { direct } }),
  );
}
