import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

/** What may be done to an instance by hand, with what each needs. */
export type Operation =
  | {
      readonly what: 'variables';
      readonly name: string;
      readonly value: string | number | boolean | null;
    }
  | { readonly what: 'move'; readonly token: string; readonly to: string }
  | { readonly what: 'cancel' };

/** Does something to an instance by hand, with its reason. */
export function useOperate(key: () => string) {
  const request = useRequest();
  return useMutation(({ operation, reason }: { operation: Operation; reason: string }) => {
    const { what, ...fields } = operation;
    return request<{ readonly outcome: 'done' | 'gone' }>(
      `/instances/${encodeURIComponent(key())}/${what}`,
      { method: 'POST', body: { ...fields, reason } },
    );
  });
}
