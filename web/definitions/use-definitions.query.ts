import type { DefinitionView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';

/** The diagrams, rules and forms in force. */
export function useDefinitions() {
  return useQuery<{ readonly items: readonly DefinitionView[] }>(() => '/definitions');
}
