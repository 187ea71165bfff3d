import { useQuery } from '../api/use-query.ts';
import { useLiveEvent } from '../shell/live.ts';

export interface CauseView {
  readonly errorType: string;
  readonly processId: string;
  readonly processName: string;
  readonly elementId: string;
  readonly elementName: string;
  readonly count: number;
  readonly firstAt: string;
  readonly message: string;
}

/** Open stalls by cause, the most frequent first. */
export function useCauses() {
  const query = useQuery<{ readonly items: readonly CauseView[] }>(() => '/stalls/causes');
  useLiveEvent('tasks', () => void query.refresh());
  return query;
}

export interface GivenUpView {
  readonly key: string;
  readonly kind: string;
  readonly what: string;
  readonly caseId: string | null;
  readonly number: string | null;
  readonly createdAt: string;
  readonly givenUpAt: string;
  readonly error: string | null;
}

/** What could not be told to the engine or the world. */
export function useGivenUp() {
  return useQuery<{ readonly items: readonly GivenUpView[] }>(() => '/outbox/given-up');
}
