import type { UnitStore } from '../../workers/store/units.ts';
import type { UserStore } from '../../workers/store/users.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { Lang } from '../language.ts';

/** The names people of the house go by, by id; somebody who is gone is left out. */
export async function namesOf(
  users: Pick<UserStore, 'find'>,
  userIds: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(userIds.flatMap((id) => id ?? []))];
  const found = await Promise.all(ids.map((id) => users.find(id)));
  return new Map(found.flatMap((user) => (user === null ? [] : [[user._id, user.name] as const])));
}

/** Names of people and units by id, in the reader's language. */
export interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, string>;
}

/** The names of these people and of every unit. */
export async function peopleAndUnits(
  {
    users,
    units,
  }: { readonly users: Pick<UserStore, 'find'>; readonly units: Pick<UnitStore, 'list'> },
  userIds: readonly (string | null | undefined)[],
  lang: Lang,
): Promise<Names> {
  const [people, rows] = await Promise.all([namesOf(users, userIds), units.list()]);
  const named = rows.map((unit) => [unit._id, unitNameOf(unit, lang) ?? unit.name] as const);
  return { people, units: new Map(named) };
}
