import type { Incident, IncidentAction } from '../../processes/incident/incident.ts';
import { requiredParts } from '../../processes/incident/words.ts';
import type { ClaimRow } from '../../workers/store/claims.ts';
import type { EntryRow } from '../../workers/store/entries.ts';
import type { IncidentMatterRow } from '../../workers/store/incidents.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';
import { type Names, presentActor } from '../cases/presenter.ts';
import { presentIncident } from '../incidents/presenter.ts';
import type { Person } from '../person.ts';
import { isMeantFor } from '../tasks/policy.ts';
import { actionsFor } from './policy.ts';
import type { IncidentRoom } from './schema.ts';

/** Everything a room is shown from. */
export interface RoomGround {
  readonly incident: Incident;
  readonly matter: IncidentMatterRow | null;
  readonly linked: IncidentMatterRow | null;
  readonly log: readonly IncidentAction[];
  readonly entries: ReadonlyMap<string, EntryRow>;
  readonly tasks: readonly { readonly task: TaskRow; readonly claim: ClaimRow | null }[];
  readonly names: Names;
  readonly units: IncidentRoom['units'];
  readonly person: Person;
  readonly now: Date;
}

const iso = (at: Date | null) => at?.toISOString() ?? null;

function fieldOf(entry: EntryRow | undefined, name: string): string | null {
  const value = entry?.fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The texts of an incident, by what they are texts of. */
function textsOf({ incident, entries, log }: RoomGround) {
  const own = (of: string, name: string) => fieldOf(entries.get(`${incident.id}:${of}`), name);
  const newest = (type: IncidentAction['type'], id: string, name: string) => {
    const action = log.findLast((one) => one.type === type && Object.values(one.data).includes(id));
    const [entryId = ''] = Object.keys(action?.digests ?? {});
    return fieldOf(entries.get(entryId), name);
  };
  const written = (version: number) => {
    const action = log.find(
      (one) =>
        (one.type === 'draft-statement' || one.type === 'edit-statement') &&
        one.data.version === version,
    );
    const [entryId = ''] = Object.keys(action?.digests ?? {});
    return fieldOf(entries.get(entryId), 'statementText') ?? '';
  };
  return { own, newest, written };
}

function presentFacts(ground: RoomGround): Pick<IncidentRoom, 'facts' | 'questions' | 'measures'> {
  const { incident, names } = ground;
  const { own, newest } = textsOf(ground);
  return {
    facts: incident.facts.map(({ id, certainty, at, judgedAt }) => ({
      ...{ id, certainty, text: own(id, 'text') ?? '', source: own(id, 'source') ?? '' },
      ...{ link: own(id, 'link'), at: at.toISOString(), judgedAt: judgedAt.toISOString() },
      ground: newest('judge-fact', id, 'ground'),
    })),
    questions: incident.questions.map(({ id, at, answered }) => ({
      ...{ id, text: own(id, 'text') ?? '', link: own(id, 'link'), at: at.toISOString() },
      ...{ how: answered?.how ?? null, answer: newest('answer-question', id, 'text') },
    })),
    measures: incident.measures.map(({ id, unitId, dueOn, finishedAt }) => ({
      ...{ id, text: own(id, 'text') ?? '', unitName: names.units.get(unitId) ?? unitId, dueOn },
      ...{ finishedAt: iso(finishedAt), result: own(`${id}:finished`, 'result') },
    })),
  };
}

function presentStatements(ground: RoomGround): Pick<IncidentRoom, 'statements' | 'publications'> {
  const { incident, names } = ground;
  const { written } = textsOf(ground);
  const nameOf = (userId: string | null) => names.people.get(userId ?? '') ?? '';
  return {
    statements: incident.statements.map(({ approval, at, by, parts, ...one }) => ({
      ...one,
      ...{ parts: [...parts], text: written(one.version), at: at.toISOString(), by: nameOf(by) },
      ...{ voidedAt: iso(one.voidedAt), returnedAt: iso(one.returnedAt) },
      approval: approval && {
        ...{ role: approval.role, by: nameOf(approval.userId), at: approval.at.toISOString() },
      },
    })),
    publications: incident.publications.map(({ at, userId, ...one }) => ({
      ...{ ...one, at: at.toISOString(), by: nameOf(userId) },
    })),
  };
}

function presentTold(ground: RoomGround): Pick<IncidentRoom, 'reports' | 'sheets' | 'tasks'> {
  const { incident, names, person, now, tasks } = ground;
  return {
    reports: incident.reports.map(({ id, to, at, by, acknowledged }) => ({
      ...{ id, to, at: at.toISOString(), by: by.toISOString() },
      acknowledgedAt: iso(acknowledged?.at ?? null),
      acknowledgedBy: names.people.get(acknowledged?.userId ?? '') ?? null,
      late: (acknowledged?.at ?? now) > by,
      mine: acknowledged === null && person.roles.some(({ role }) => role === to),
    })),
    sheets: incident.sheets.map(({ id, unitId, sentAt, verifiedAt, signedAt }) => ({
      ...{ id, unitName: names.units.get(unitId) ?? unitId, sentAt: sentAt.toISOString() },
      dueAt: iso(incident.clocks.find(({ clockId }) => clockId === `${id}:facts`)?.dueAt ?? null),
      ...{ verifiedAt: iso(verifiedAt), signedAt: iso(signedAt) },
    })),
    tasks: tasks.map(({ task, claim }) => ({
      ...{ key: task._id, step: task.name, action: task.action },
      groups: [...new Set(task.candidateGroups.map((group) => group.split('@')[0] ?? group))],
      claimedBy: names.people.get(claim?.claimedBy ?? '') ?? null,
      mine: claim?.claimedBy === person.id,
      mayComplete: isMeantFor(task, person),
      completing: claim?.completedAt != null,
      createdAt: task.createdAt.toISOString(),
    })),
  };
}

function presentTimeline({ log, entries, names }: RoomGround): IncidentRoom['timeline'] {
  return log.map(({ type, at, by, digests = {} }) => {
    const entry = entries.get(Object.keys(digests)[0] ?? '');
    const said = ['reason', 'why', 'ground', 'decided', 'view', 'observed', 'reactions', 'remarks'];
    const text = said.map((name) => fieldOf(entry, name)).find((one) => one !== null);
    return { type, at: at.toISOString(), by: presentActor(by, names), text: text ?? null };
  });
}

/** Each consultation as it was recorded, the oldest first. */
function presentConsultations({ log, entries, names }: RoomGround): IncidentRoom['consultations'] {
  return log
    .filter(({ type }) => type === 'consult')
    .map(({ at, by, digests = {} }) => {
      const entry = entries.get(Object.keys(digests)[0] ?? '');
      return {
        ...{ at: at.toISOString(), by: presentActor(by, names) },
        ...{ attended: fieldOf(entry, 'attended'), decided: fieldOf(entry, 'decided') },
      };
    });
}

/** The room of an incident for one person. */
export function presentRoom(ground: RoomGround): Omit<IncidentRoom, 'calls'> {
  const { incident, matter, linked, names, person, now, units } = ground;
  const { times, monitored, duties } = incident;
  return {
    incident: {
      ...presentIncident(incident, matter, now),
      ...{ version: incident.version, place: matter?.place ?? null, foundBy: incident.foundBy },
      what: textsOf(ground).own('raised', 'what') ?? '',
      source: { link: matter?.link ?? null, outlet: matter?.outlet ?? null },
      ...{ eventAt: iso(times.event), discoveredAt: times.discovered.toISOString() },
      unitName: names.units.get(incident.unitId ?? '') ?? null,
      linkedTo: linked && { id: linked._id, number: linked.number },
      monitored: monitored && { ...monitored, lastAt: monitored.lastAt.toISOString() },
      ...{ watchUntil: iso(incident.watchUntil), closedAt: iso(incident.closedAt) },
    },
    clocks: incident.clocks.map(({ kind, dueAt, state, verdict, warnedAt }) => ({
      ...{ kind, dueAt: dueAt.toISOString(), state, verdict, warnedAt: iso(warnedAt) },
    })),
    duties: duties && {
      ...{ approver: duties.approver, superiorFirst: duties.superiorFirst },
      ...{ tellMinutes: duties.tellMinutes, monitorMinutes: duties.monitorMinutes },
      watchDays: duties.watchDays,
    },
    requiredParts: [...requiredParts[incident.kind]],
    ...presentFacts(ground),
    ...presentStatements(ground),
    ...presentTold(ground),
    timeline: presentTimeline(ground),
    consultations: presentConsultations(ground),
    units,
    may: actionsFor(person, incident),
  };
}
