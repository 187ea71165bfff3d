import type {
  OverviewItem,
  ProposalView,
  SettingView,
  VersionView,
} from '../../api/settings/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';

/** What is set without code, and what waits for a second pair of eyes. */
export function useSettings() {
  return useQuery<{
    readonly items: readonly OverviewItem[];
    readonly proposals: readonly ProposalView[];
  }>(() => '/settings');
}

/** One setting with its history. */
export function useSetting(kind: () => string, key: () => string) {
  return useQuery<SettingView>(
    () => `/settings/${encodeURIComponent(kind())}/${encodeURIComponent(key())}`,
  );
}

export interface AuditFilter {
  readonly kind: string;
  readonly since: string;
  readonly until: string;
  readonly cursor: string;
}

/** Who changed what; null asks nothing yet. */
export function useAudit(filter: () => AuditFilter) {
  return useQuery<{ readonly items: readonly VersionView[]; readonly next: string | null }>(
    () => pathWith('/settings/audit', { ...filter() }),
    { keep: true },
  );
}
