import type { Result } from '../api/request.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useSession } from './session.ts';

interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** Signs a person in; the refusal never says which of the two words was wrong. */
export function useLogIn() {
  const session = useSession();
  return useMutation(async ({ login, password }: Credentials): Promise<Result<true>> => {
    const error = await session.signIn(login, password);
    return error === null
      ? { response: { body: true, etag: null }, error: null }
      : { response: null, error };
  });
}
