import type { UserStore } from '../../workers/store/users.ts';

/** The names people of the house go by, by id; somebody who is gone is left out. */
export async function namesOf(
  users: Pick<UserStore, 'find'>,
  userIds: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(userIds.flatMap((id) => id ?? []))];
  const found = await Promise.all(ids.map((id) => users.find(id)));
  return new Map(found.flatMap((user) => (user === null ? [] : [[user._id, user.name] as const])));
}
