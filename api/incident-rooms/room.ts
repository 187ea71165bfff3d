import type { Incident } from '../../processes/incident/incident.ts';
import { isStanding } from '../../workers/store/units.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import type { Person } from '../person.ts';
import { namesOf } from '../users/names.ts';
import { peopleOfCalls, presentCalls } from './calls.ts';
import { presentRoom } from './presenter.ts';
import type { IncidentRoom } from './schema.ts';

/** The room of an incident that was found readable. */
export async function roomOf(
  deps: ApiDeps,
  incident: Incident,
  { person, lang }: { readonly person: Person; readonly lang: Lang },
): Promise<IncidentRoom> {
  const { id, linkedTo } = incident;
  const now = deps.now();
  const [log, entries, open, matter, linked, units, calls] = await Promise.all([
    deps.incidents.log(id),
    deps.entries.ofCase(id),
    deps.tasks.openOfCase(id),
    deps.incidents.matter(id),
    linkedTo === null ? null : deps.incidents.matter(linkedTo),
    deps.units.list(),
    deps.dutyCalls.ofIncident(id),
  ]);
  const tasks = await Promise.all(
    open.map(async (task) => ({ task, claim: await deps.claims.find(task._id) })),
  );
  const people = await namesOf(deps.users, [
    ...log.map(({ by }) => by.userId),
    ...tasks.map(({ claim }) => claim?.claimedBy),
    ...peopleOfCalls(calls),
  ]);
  const unitNames = new Map(units.map((unit) => [unit._id, unitNameOf(unit, lang) ?? unit.name]));
  const names = { people, units: unitNames, steps: new Map<string, string>() };
  const standing = units.filter((unit) => isStanding(unit, now));
  const room = presentRoom({
    ...{ incident, matter, linked, log, tasks, names, person, now },
    entries: new Map(entries.map((entry) => [entry._id, entry])),
    units: standing.map((unit) => ({
      value: unit._id,
      label: unitNames.get(unit._id) ?? unit.name,
    })),
  });
  return { ...room, calls: presentCalls(calls, people, person) };
}
