import { groupsOf } from '../../processes/roles.ts';
import type { DutyCallRow } from '../../workers/store/duty-calls.ts';
import type { Person } from '../person.ts';
import type { CallView } from './schema.ts';

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

/** Whoever was called, and whoever the call could have gone to, may take it. */
export function mayAnswerCall({ role, rounds }: DutyCallRow, person: Person): boolean {
  const groups = [...groupsOf(person.roles)];
  return (
    groups.includes(role) ||
    groups.includes('office') ||
    rounds.some(({ reached }) =>
      reached.kind === 'people'
        ? reached.userIds.includes(person.id)
        : groups.includes(reached.group),
    )
  );
}

/** The people a call names. */
export function peopleOfCalls(calls: readonly DutyCallRow[]): (string | null)[] {
  return calls.flatMap(({ rounds, answered }) => [
    answered?.userId ?? null,
    ...rounds.flatMap(({ reached }) => (reached.kind === 'people' ? reached.userIds : [])),
  ]);
}

/** The calls about an incident, as somebody sees them in its room. */
export function presentCalls(
  calls: readonly DutyCallRow[],
  people: ReadonlyMap<string, string>,
  person: Person,
): CallView[] {
  return calls.map((call) => ({
    ...{ id: call._id, role: call.role, silentAt: iso(call.silentAt) },
    rounds: call.rounds.map(({ at, until, reached }) => ({
      ...{ at: at.toISOString(), until: until.toISOString() },
      people: reached.kind === 'people' ? reached.userIds.map((id) => people.get(id) ?? id) : [],
      group: reached.kind === 'group' ? reached.group : null,
    })),
    answeredAt: iso(call.answered?.at),
    answeredBy: people.get(call.answered?.userId ?? '') ?? null,
    mayAnswer: call.answered === null && mayAnswerCall(call, person),
  }));
}
