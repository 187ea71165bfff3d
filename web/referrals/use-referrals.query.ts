import type { ReferredPage } from '../../api/referrals/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';

/** Complaints that other bodies referred to us, in one state. */
export function useReferrals(state: () => string) {
  return useQuery<ReferredPage>(() => pathWith('/referrals', { state: state() }), { keep: true });
}
