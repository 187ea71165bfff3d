import { onScopeDispose, watch } from 'vue';
import type { MigrationItemView, MigrationRunView } from '../../api/migrations/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';

export interface ProcessVersions {
  readonly processId: string;
  readonly name: string;
  readonly versions: readonly {
    readonly definitionKey: string;
    readonly version: number;
    readonly versionTag: string | null;
    readonly running: number;
  }[];
}

/** Migrations, the newest first, and the versions instances run on. */
export function useMigrations() {
  return useQuery<{
    readonly items: readonly MigrationRunView[];
    readonly processes: readonly ProcessVersions[];
  }>(() => '/migrations');
}

export const isUnderWay = ({ state }: Pick<MigrationRunView, 'state'>) =>
  state === 'waiting' || state === 'running';

const everyMs = 1000;

/** How far a migration is, asked again each second until it has ended. */
export function useMigration(id: () => string, moved: () => void) {
  const query = useQuery<MigrationRunView>(() => `/migrations/${encodeURIComponent(id())}`, {
    keep: true,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void query.refresh(), ms);
  };
  watch(query.data, (run) => {
    clearTimeout(timer);
    if (run === null) return;
    moved();
    if (isUnderWay(run)) again(everyMs);
  });
  // The network may have been away for a moment: progress goes on without us.
  watch(query.error, (error) => {
    if (error !== null) again(everyMs * 3);
  });
  onScopeDispose(() => clearTimeout(timer));
  return query;
}

/** What a migration did with each instance. */
export function useMigrationItems(
  id: () => string,
  about: () => { readonly outcome: string; readonly cursor: string | null },
) {
  return useQuery<{ readonly items: readonly MigrationItemView[]; readonly next: string | null }>(
    () => pathWith(`/migrations/${encodeURIComponent(id())}/items`, about()),
    { keep: true },
  );
}
