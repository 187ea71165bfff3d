import { hash, verify } from '@node-rs/argon2';

/** Checks passwords so that an account nobody has takes the same time as a wrong password. */
export interface PasswordCheck {
  /** @param kept the hash of the account; null when there is no such account, which is never right */
  readonly isRight: (kept: string | null, given: string) => Promise<boolean>;
}

/** Makes the check; a hash of no account is computed once, so that it costs what every other costs. */
export async function createPasswordCheck(): Promise<PasswordCheck> {
  const nobodys = await hash('a password of nobody');
  return {
    isRight: async (kept, given) => {
      const isRight = await verify(kept ?? nobodys, given);
      return kept !== null && isRight;
    },
  };
}

/** The hash under which a new password is kept (argon2id). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}
