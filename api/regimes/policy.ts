import type { Actor, Case } from '../../processes/complaint/case.ts';
import type { Role } from '../../processes/roles.ts';
import { actingAs, heldFor } from '../cases/held-for.ts';
import type { regimeMoves } from '../cases/regime-view.ts';
import type { Person } from '../person.ts';

type Move = (typeof regimeMoves)[number];

/** They act for the whole house; people of a unit for the cases of their unit. */
const wholeHouse: readonly Role[] = ['intake-clerk', 'office'];

/** What a person may do about the regime of a case as it stands now. */
export function regimeMovesFor(person: Person, one: Case): Move[] {
  if (one.regime === null) return [];
  const isAwaited = (one.regime.waiting?.length ?? 0) > 0;
  const fitting: readonly Move[] = isAwaited ? ['ask-regime', 'note-event'] : ['ask-regime'];
  return fitting.filter((move) => heldFor(person, one, move, wholeHouse) !== null);
}

/**
 * In which role a person does it.
 * @throws Refusal `TURN_NOT_YOURS` when they hold none that may, or the case is past it
 */
export function regimeMoveAs(person: Person, one: Case, move: Move): Actor {
  return actingAs(person, heldFor(person, one, move, wholeHouse), 'TURN_NOT_YOURS');
}
