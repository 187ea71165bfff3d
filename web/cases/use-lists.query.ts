import { useQuery } from '../api/use-query.ts';

interface Topic {
  readonly id: string;
  readonly name: string;
}

interface PublicUnit {
  readonly id: string;
  readonly name: string;
}

/** The topics complaints are sorted by. */
export function useTopics() {
  return useQuery<{ readonly items: readonly Topic[] }>(() => '/topics');
}

/** The units a case can lie with. */
export function usePublicUnits() {
  return useQuery<{ readonly items: readonly PublicUnit[] }>(() => '/units/public');
}
