import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

interface Completion {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A name for one intention; `randomUUID` is missing where the desk is served without TLS. */
function intention(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/**
 * Completes a task. The server answers that it is completing; it leaves the inbox when the engine has confirmed.
 * After a dead network the same intention is sent again, so that it is done once; after a refusal it is a new one.
 */
export function useCompleteTask() {
  const request = useRequest();
  let idempotencyKey = intention();
  return useMutation(async ({ key, fields }: Completion) => {
    const result = await request<{ readonly state: string }>(
      `/tasks/${encodeURIComponent(key)}/complete`,
      { method: 'POST', body: { fields }, idempotencyKey },
    );
    if (result.error?.variant !== 'network-error') idempotencyKey = intention();
    return result;
  });
}
