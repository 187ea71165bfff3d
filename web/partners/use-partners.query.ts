import type { PartnerView } from '../../api/partners/schema.ts';
import { useQuery } from '../api/use-query.ts';

/** The systems outside that may send complaints. */
export function usePartners() {
  return useQuery<{ readonly items: readonly PartnerView[] }>(() => '/partners');
}
