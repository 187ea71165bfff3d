import type { Actor } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Role } from '../../processes/roles.ts';
import type { Score } from '../../processes/score/score.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';
import { readsAll, readsUnits } from './schema.ts';

const appellants: readonly Role[] = ['unit-principal', 'unit-deputy'];

const isOne = (role: Role, some: readonly Role[]) => some.includes(role);

/** The units whose points a person may see: those of their roles and below; null: every unit. */
export async function scoreReach(
  person: Person,
  units: ApiDeps['units'],
): Promise<readonly string[] | null> {
  if (person.roles.some(({ role }) => isOne(role, readsAll))) return null;
  const held = person.roles.filter(({ role }) => isOne(role, readsUnits));
  return units.withDescendants(held.map(({ unitId }) => unitId));
}

/** As whom a person appeals for a unit; null when it is not theirs to appeal. */
export function appealsAs(person: Person, unitId: string): Actor | null {
  const held = person.roles.find((one) => one.unitId === unitId && appellants.includes(one.role));
  if (held === undefined) return null;
  return { kind: 'staff', userId: person.id, role: held.role, unitId };
}

/**
 * The score, if the person may see the points of its unit.
 *
 * @throws Refusal `SCORE_UNKNOWN`
 */
export async function findScore(
  { scores, units }: Pick<ApiDeps, 'scores' | 'units'>,
  scoreId: string,
  person: Person,
): Promise<Score> {
  const [score, reach] = await Promise.all([scores.find(scoreId), scoreReach(person, units)]);
  if (score === null || (reach !== null && !reach.includes(score.unitId)))
    throw new Refusal('SCORE_UNKNOWN');
  return score;
}
