import { allowedActions } from '../../processes/complaint/actions.ts';
import type { Actor, Case } from '../../processes/complaint/case.ts';
import { openContributions } from '../../processes/complaint/contributions.ts';
import { openQuestion } from '../../processes/complaint/questions.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { RoleAtUnit } from '../../processes/roles.ts';
import type { turnsOfPeople } from '../cases/turn-views.ts';
import type { Person } from '../person.ts';

type TurnOfPeople = (typeof turnsOfPeople)[number];

/** The office for the whole house, people of a unit for the cases of their unit. */
function holdingFor(person: Person, one: Case, turn: TurnOfPeople): RoleAtUnit | null {
  const held = person.roles.filter(({ role }) => allowedActions(one.status, [role]).includes(turn));
  return held.find(({ role, unitId }) => role === 'office' || unitId === one.unitId) ?? null;
}

const joint = ['ask-contribution', 'withdraw-contribution', 'close-contributions'] as const;

function fitting(one: Case): TurnOfPeople[] {
  const question = openQuestion(one) === null ? 'ask-question' : 'close-question';
  return [question, 'interim-reply', ...(openContributions(one).length > 0 ? joint : [])];
}

/** Which turns a person may give a case as it stands now. */
export function turnsFor(person: Person, one: Case): TurnOfPeople[] {
  return fitting(one).filter((turn) => holdingFor(person, one, turn) !== null);
}

/**
 * In which role a person gives a case a turn.
 * @throws Refusal `TURN_NOT_YOURS` when they hold none that may, or the case is past it
 */
export function turnAs(person: Person, one: Case, turn: TurnOfPeople): Actor {
  const held = holdingFor(person, one, turn);
  if (held === null) throw new Refusal('TURN_NOT_YOURS');
  return { kind: 'staff', userId: person.id, role: held.role, unitId: held.unitId };
}
