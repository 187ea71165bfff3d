import type { SheetView } from '../../api/publications/schema.ts';
import { useQuery } from '../api/use-query.ts';

/** What is decided on an item before it is published. */
export function useSheet(caseId: () => string) {
  return useQuery<SheetView>(() => `/cases/${encodeURIComponent(caseId())}/publication`);
}
