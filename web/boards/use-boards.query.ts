import type { AccountView, CheckView, MessageView } from '../../api/boards/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';

/** Messages on boards of others, by what became of them. */
export function useMessages(state: () => string) {
  return useQuery<{ readonly items: readonly MessageView[]; readonly unclaimed: number }>(
    () => pathWith('/boards/messages', { state: state() }),
    { keep: true },
  );
}

/** The looks of a day and the one before. */
export function useChecks() {
  return useQuery<{ readonly items: readonly CheckView[] }>(() => '/boards/checks');
}

/** Until when each look is in time. */
export function useCheckTimes() {
  return useQuery<{ readonly morning: string; readonly afternoon: string }>(() => '/boards/times');
}

/** The accounts of the units. */
export function useAccounts() {
  return useQuery<{ readonly items: readonly AccountView[] }>(() => '/boards/accounts');
}
