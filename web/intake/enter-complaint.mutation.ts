import type { EnteredReceipt } from '../../api/intake/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';
import type { TypedComplaint } from './typed-complaint.ts';
import { formOf } from './typed-complaint.ts';

/** Enters a complaint for somebody else; tried again it is the same one. */
export function useEnterComplaint() {
  const request = useRequest();
  return useMutation(
    ({
      typed,
      files,
      attempt,
    }: {
      readonly typed: TypedComplaint;
      readonly files: readonly File[];
      readonly attempt: string;
    }) =>
      request<EnteredReceipt>('/intake', {
        method: 'POST',
        body: formOf(typed, files),
        idempotencyKey: attempt,
      }),
  );
}
