import { useQuery } from '../api/use-query.ts';

export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** The hours in which no rung of a ladder comes. */
export function useQuietHours() {
  return useQuery<QuietHours>(() => '/quiet-hours');
}
