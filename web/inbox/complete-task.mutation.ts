import type { RequestError } from '../api/request.ts';
import { useOnce } from '../api/use-once.ts';
import { useRequest } from '../api/use-request.ts';

interface Completion {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Completes a task, once. The server answers that it is completing; it leaves the inbox when the engine has confirmed. */
export function useCompleteTask() {
  const request = useRequest();
  return useOnce(({ key, fields }: Completion, idempotencyKey) =>
    request<{ readonly state: string }>(`/tasks/${encodeURIComponent(key)}/complete`, {
      ...{ method: 'POST', body: { fields }, idempotencyKey },
    }),
  );
}

/** What a refusal says of each field of the form, by its key; null when it is about none of them. */
export function wrongFields(error: RequestError | null): Record<string, string> | null {
  const errors = error?.variant === 'failed-response' ? (error.problem?.errors ?? []) : [];
  if (errors.length === 0) return null;
  return Object.fromEntries(
    errors.map(({ pointer, message }) => [pointer.split('/').at(-1) ?? '', message]),
  );
}
