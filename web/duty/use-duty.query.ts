import type { DutyPlanView, DutyView } from '../../api/duty/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useOnce } from '../api/use-once.ts';
import { useQuery } from '../api/use-query.ts';
import { useRequest } from '../api/use-request.ts';

/** The plan of some days. */
export function useDutyPlan(asked: () => { readonly from: string; readonly days: number }) {
  return useQuery<DutyPlanView>(
    () => {
      const { from, days } = asked();
      const first = from === '' ? {} : { from };
      return `/duty?${new URLSearchParams({ ...first, days: String(days) }).toString()}`;
    },
    { keep: true },
  );
}

/** One shift as the server knows it. */
export function slotOf({ rotaId, shiftId, date }: DutyView) {
  return { rotaId, shiftId, date };
}

/** Changes duties by a path below `/duty`; sent again after a lost answer it is done once. */
export function useChangeDuty() {
  const request = useRequest();
  return useOnce(
    ({ path, body }: { readonly path: string; readonly body: unknown }, idempotencyKey) =>
      request<null>(`/duty/${path}`, { method: 'POST', body, idempotencyKey }),
  );
}

/** Takes back what was entered or asked for. */
export function useTakeBack() {
  const request = useRequest();
  return useMutation((path: string) => request<null>(`/duty/${path}/withdraw`, { method: 'POST' }));
}
