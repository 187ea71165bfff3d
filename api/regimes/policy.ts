import { allowedActions } from '../../processes/complaint/actions.ts';
import type { Actor, Case } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { Role, RoleAtUnit } from '../../processes/roles.ts';
import type { regimeMoves } from '../cases/regime-view.ts';
import type { Person } from '../person.ts';

type Move = (typeof regimeMoves)[number];

/** They act for the whole house; people of a unit for the cases of their unit. */
const wholeHouse: readonly Role[] = ['intake-clerk', 'office'];

function holdingFor(person: Person, one: Case, move: Move): RoleAtUnit | null {
  const held = person.roles.filter(({ role }) => allowedActions(one.status, [role]).includes(move));
  return (
    held.find(({ role, unitId }) => wholeHouse.includes(role) || unitId === one.unitId) ?? null
  );
}

/** What a person may do about the regime of a case as it stands now. */
export function regimeMovesFor(person: Person, one: Case): Move[] {
  if (one.regime === null) return [];
  const isAwaited = (one.regime.waiting?.length ?? 0) > 0;
  const fitting: readonly Move[] = isAwaited ? ['ask-regime', 'note-event'] : ['ask-regime'];
  return fitting.filter((move) => holdingFor(person, one, move) !== null);
}

/**
 * In which role a person does it.
 * @throws Refusal `TURN_NOT_YOURS` when they hold none that may, or the case is past it
 */
export function regimeMoveAs(person: Person, one: Case, move: Move): Actor {
  const held = holdingFor(person, one, move);
  if (held === null) throw new Refusal('TURN_NOT_YOURS');
  return { kind: 'staff', userId: person.id, role: held.role, unitId: held.unitId };
}
