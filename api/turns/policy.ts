import type { Actor, Case } from '../../processes/complaint/case.ts';
import { openContributions } from '../../processes/complaint/contributions.ts';
import { openQuestion } from '../../processes/complaint/questions.ts';
import { actingAs, heldFor } from '../cases/held-for.ts';
import type { turnsOfPeople } from '../cases/turn-views.ts';
import type { Person } from '../person.ts';

type TurnOfPeople = (typeof turnsOfPeople)[number];

const joint = ['ask-contribution', 'withdraw-contribution', 'close-contributions'] as const;

function fitting(one: Case): TurnOfPeople[] {
  const question = openQuestion(one) === null ? 'ask-question' : 'close-question';
  return [question, 'interim-reply', ...(openContributions(one).length > 0 ? joint : [])];
}

/** Which turns a person may give a case as it stands now. */
export function turnsFor(person: Person, one: Case): TurnOfPeople[] {
  return fitting(one).filter((turn) => heldFor(person, one, turn) !== null);
}

/**
 * In which role a person gives a case a turn.
 * @throws Refusal `TURN_NOT_YOURS` when they hold none that may, or the case is past it
 */
export function turnAs(person: Person, one: Case, turn: TurnOfPeople): Actor {
  return actingAs(person, heldFor(person, one, turn), 'TURN_NOT_YOURS');
}
