import type { MigrationRunView, PlanView } from '../../api/migrations/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

export interface Between {
  readonly fromKey: string;
  readonly toKey: string;
  readonly mapping?: Readonly<Record<string, string>>;
}

/** What bringing running instances to another version would do; nothing is changed. */
export function usePlanMigration() {
  const request = useRequest();
  return useMutation((body: Between) =>
    request<PlanView>('/migrations/plan', { method: 'POST', body }),
  );
}

/** Brings running instances to another version. */
export function useStartMigration() {
  const request = useRequest();
  return useMutation(
    (body: Between & { readonly only?: readonly string[]; readonly reason: string }) =>
      request<MigrationRunView>('/migrations', { method: 'POST', body }),
  );
}

/** Stops a migration or lets it go on. */
export function useSteerMigration(id: () => string) {
  const request = useRequest();
  return useMutation((what: 'stop' | 'resume') =>
    request<MigrationRunView>(`/migrations/${encodeURIComponent(id())}/${what}`, {
      method: 'POST',
    }),
  );
}
