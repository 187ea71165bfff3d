import type { RoleAtUnit, UserView } from '../api/types.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useRequest } from '../api/use-request.ts';

interface Saved {
  /** A password made by the server, told once. */
  readonly password?: string;
  /** What was asked for waits for a second pair of eyes. */
  readonly waiting?: boolean;
}

export interface PersonChange {
  readonly name?: string;
  readonly disabled?: boolean;
  readonly reason?: string;
  readonly resetPassword?: true;
}

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Pick<RoleAtUnit, 'role' | 'unitId'>[];
  readonly reason: string;
}

/** Takes a person into the house. */
export function useAddPerson() {
  const request = useRequest();
  return useMutation((person: NewPerson) =>
    request<UserView & Saved>('/users', { method: 'POST', body: person }),
  );
}

/** Changes a person as they were read; somebody else's change in between is refused. */
export function useChangePerson() {
  const request = useRequest();
  return useMutation(({ person, change }: { person: UserView; change: PersonChange }) =>
    request<UserView & Saved>(`/users/${encodeURIComponent(person.id)}`, {
      method: 'PATCH',
      body: change,
      ifMatch: `"${person.version}"`,
    }),
  );
}
