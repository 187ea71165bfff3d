import { allowedActions } from '../../processes/complaint/actions.ts';
import type { Actor, Case } from '../../processes/complaint/case.ts';
import { openContributions } from '../../processes/complaint/contributions.ts';
import { openQuestion } from '../../processes/complaint/questions.ts';
import type { RoleAtUnit } from '../../processes/roles.ts';
import { answeredBelow, holderOf, openStations } from '../../processes/tiers/way.ts';
import { actingAs, heldFor } from '../cases/held-for.ts';
import type { turnsOfPeople } from '../cases/turn-views.ts';
import type { Person } from '../person.ts';

type TurnOfPeople = (typeof turnsOfPeople)[number];

const joint = ['ask-contribution', 'withdraw-contribution', 'close-contributions'] as const;
const tiers: readonly TurnOfPeople[] = ['assign-down', 'send-back'];

/** Down the tree the lowest unit that has the case acts, whichever unit it was assigned to first. */
function heldBelow(person: Person, one: Case, turn: TurnOfPeople): RoleAtUnit | null {
  const holder = holderOf(one);
  return (
    person.roles.find(
      ({ role, unitId }) => unitId === holder && allowedActions(one.status, [role]).includes(turn),
    ) ?? null
  );
}

const everywhere = ['office', 'leading-group', 'superior'] as const;

const held = (person: Person, one: Case, turn: TurnOfPeople) =>
  tiers.includes(turn) ? heldBelow(person, one, turn) : heldFor(person, one, turn, everywhere);

function downward(one: Case): TurnOfPeople[] {
  const isReceived = openStations(one).at(-1)?.receivedAt !== null;
  if (!isReceived) return [];
  return answeredBelow(one) === null ? ['assign-down'] : ['assign-down', 'send-back'];
}

function fitting(one: Case): TurnOfPeople[] {
  const question = openQuestion(one) === null ? 'ask-question' : 'close-question';
  const parts = openContributions(one).length > 0 ? joint : [];
  return [question, 'interim-reply', 'instruct', ...parts, ...downward(one)];
}

/** Which turns a person may give a case as it stands now. */
export function turnsFor(person: Person, one: Case): TurnOfPeople[] {
  return fitting(one).filter((turn) => held(person, one, turn) !== null);
}

/**
 * In which role a person gives a case a turn.
 * @throws Refusal `TURN_NOT_YOURS` when they hold none that may, or the case is past it
 */
export function turnAs(person: Person, one: Case, turn: TurnOfPeople): Actor {
  return actingAs(person, held(person, one, turn), 'TURN_NOT_YOURS');
}
