import { useQuery } from '../api/use-query.ts';

export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** The quiet hours of the house. */
export function useQuietHours() {
  return useQuery<QuietHours>(() => '/quiet-hours');
}
