import type { EnteredReceipt } from '../../api/intake/schema.ts';
import { useOnce } from '../api/use-once.ts';
import { useRequest } from '../api/use-request.ts';
import type { TypedComplaint } from './typed-complaint.ts';
import { formOf } from './typed-complaint.ts';

/** Enters a complaint for somebody else; tried again it is the same one. */
export function useEnterComplaint() {
  const request = useRequest();
  return useOnce(
    (
      { typed, files }: { readonly typed: TypedComplaint; readonly files: readonly File[] },
      idempotencyKey,
    ) =>
      request<EnteredReceipt>('/intake', {
        ...{ method: 'POST', body: formOf(typed, files), idempotencyKey },
      }),
  );
}
