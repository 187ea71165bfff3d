import type { UnitRow } from '../../workers/store/units.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { Lang } from '../language.ts';
import type { Person } from '../person.ts';
import type { SessionUser } from './schema.ts';

/** The person who is signed in, with the names of the units their roles are held at. */
export function presentPerson(
  person: Person,
  units: readonly UnitRow[],
  lang: Lang = person.language,
): SessionUser {
  const { id, login, name, language } = person;
  const roles = person.roles.map(({ role, unitId }) => {
    const unit = units.find(({ _id }) => _id === unitId) ?? null;
    return { role, unitId, unitName: unitNameOf(unit, lang) };
  });
  return { id, login, name, language, roles };
}
