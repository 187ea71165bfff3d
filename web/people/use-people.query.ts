import type { RoleView, UserView } from '../api/types.ts';
import { useQuery } from '../api/use-query.ts';

/** The people of the house. */
export function usePeople() {
  return useQuery<{ readonly items: readonly UserView[] }>(() => '/users');
}

/** The roles of the house and what each may do. */
export function useRoles() {
  return useQuery<{ readonly items: readonly RoleView[] }>(() => '/roles');
}
