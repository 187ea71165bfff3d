import type { AccountView, CheckView, MessageView } from '../../api/boards/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

export interface NewMessage {
  readonly link: string;
  readonly title: string;
  readonly board: string;
  readonly postedAt?: string;
}

/** Notes a message that was found. */
export function useAddMessage() {
  const request = useRequest();
  return useMutation((body: NewMessage) =>
    request<MessageView>('/boards/messages', { method: 'POST', body }),
  );
}

export interface Taking {
  readonly topic: string;
  readonly unitId: string;
  readonly text: string;
}

/** Claims a message for the own unit, or assigns it by order. */
export function useTakeMessage() {
  const request = useRequest();
  return useMutation(
    (given: {
      readonly id: string;
      readonly how: 'claim' | 'assignment';
      readonly taking: Taking;
    }) =>
      request<{ readonly caseId: string; readonly number: string }>(
        `/boards/messages/${encodeURIComponent(given.id)}/${given.how}`,
        { method: 'POST', body: given.taking },
      ),
  );
}

/** Says why a message is no matter of ours. */
export function useDismissMessage() {
  const request = useRequest();
  return useMutation(({ id, ground }: { readonly id: string; readonly ground: string }) =>
    request<MessageView>(`/boards/messages/${encodeURIComponent(id)}/dismissal`, {
      ...{ method: 'POST', body: { ground } },
    }),
  );
}

/** Records the look that is due. */
export function useRecordCheck() {
  const request = useRequest();
  return useMutation((body: { readonly unitId: string; readonly found: number }) =>
    request<{ readonly items: readonly CheckView[] }>('/boards/checks', { method: 'POST', body }),
  );
}

/** Chooses until when each look is in time. */
export function useSaveTimes() {
  const request = useRequest();
  return useMutation((body: { readonly morning: string; readonly afternoon: string }) =>
    request<{ readonly morning: string }>('/boards/times', { method: 'PUT', body }),
  );
}

export interface NewAccount {
  readonly unitId: string;
  readonly board: string;
  readonly account: string;
  readonly link: string;
  readonly responsible: string;
}

/** Enters an account of a unit. */
export function useAddAccount() {
  const request = useRequest();
  return useMutation((body: NewAccount) =>
    request<AccountView>('/boards/accounts', { method: 'POST', body }),
  );
}

/** Takes an account out of use. */
export function useRetireAccount() {
  const request = useRequest();
  return useMutation((id: string) =>
    request<AccountView>(`/boards/accounts/${encodeURIComponent(id)}/retirement`, {
      method: 'POST',
    }),
  );
}
