import { isOfIncident } from '../../processes/incident/incident.ts';
import type { ClockRow } from '../../workers/store/clocks.ts';
import type { UnitRow } from '../../workers/store/units.ts';
import { type CalendarOf, calendarsOf } from '../clocks/calendars.ts';
import { byTheClock, type Remaining, remainingOf, type Urgency } from '../clocks/remaining.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import type { Person } from '../person.ts';
import { namesOf } from '../users/names.ts';
import type { Row } from './inbox.ts';
import { isMeantFor } from './policy.ts';
import type { TaskItem } from './schema.ts';

/** What the rows of one page are shown with. */
interface Ground {
  readonly subjects: ReadonlyMap<string, string>;
  readonly clocks: ReadonlyMap<string, ClockRow>;
  readonly calendarOf: CalendarOf;
  readonly units: ReadonlyMap<string, UnitRow>;
  readonly names: ReadonlyMap<string, string>;
}

interface Reader {
  readonly person: Person;
  readonly lang: Lang;
  readonly now: Date;
}

type ItemDeps = Pick<ApiDeps, 'inbox' | 'units' | 'users' | 'calendars'>;

async function groundOf(deps: ItemDeps, rows: readonly Row[]): Promise<Ground> {
  const [subjects, clocks, units, names] = await Promise.all([
    deps.inbox.subjects(rows.flatMap(({ task }) => task.caseId ?? [])),
    deps.inbox.clocks(rows.flatMap(({ clock }) => clock?.clockId ?? [])),
    deps.units.list(),
    namesOf(
      deps.users,
      rows.map(({ claim }) => claim?.claimedBy ?? claim?.completedBy),
    ),
  ]);
  const calendarOf = await calendarsOf(deps.calendars, [...clocks.values()]);
  return {
    subjects,
    clocks,
    calendarOf,
    names,
    units: new Map(units.map((unit) => [unit._id, unit])),
  };
}

function distance({ task, clock }: Row, ground: Ground, now: Date): Remaining | null {
  const record = ground.clocks.get(clock?.clockId ?? '');
  const calendar = record === undefined ? null : ground.calendarOf(record);
  if (task.dueDate !== null && isOfIncident(task.caseId ?? ''))
    return byTheClock(task.dueDate.getTime() - now.getTime());
  if (record === undefined || calendar === null) return null;
  // What a rung of the ladder asks for has a date of its own, in working days.
  const own =
    task.dueDate === null ? record : { ...record, dueAt: task.dueDate, unit: 'wd' as const };
  return remainingOf(own, calendar, now);
}

function urgencyWord({ task, clock, pressing }: Row): Urgency {
  if (clock === null && task.dueDate === null) return 'none';
  return pressing === 'no' ? 'normal' : pressing;
}

/** The task's own date where it has one, else that of the clock. */
function dateOf({ task, clock }: Row): Pick<TaskItem, 'dueAt' | 'clockKind'> {
  return task.dueDate === null
    ? { dueAt: clock?.dueAt.toISOString() ?? null, clockKind: clock?.kind ?? null }
    : { dueAt: task.dueDate.toISOString(), clockKind: null };
}

function present(row: Row, ground: Ground, { person, lang, now }: Reader): TaskItem {
  const { task, case: its, claim, clock } = row;
  const unit = ground.units.get(its?.unitId ?? '') ?? null;
  const holder = claim?.claimedBy ?? claim?.completedBy ?? null;
  return {
    key: task._id,
    caseId: task.caseId ?? '',
    number: its?.number ?? '',
    subject: ground.subjects.get(task.caseId ?? '') ?? '',
    step: task.name,
    stepId: task.elementId,
    action: task.action,
    unitId: its?.unitId ?? null,
    unitName: unitNameOf(unit, lang),
    claimedBy: holder === null ? null : { id: holder, name: ground.names.get(holder) ?? '' },
    mine: holder === person.id,
    mayComplete: isMeantFor(task, person),
    ...dateOf(row),
    urgency: urgencyWord(row),
    remaining: distance(row, ground, now),
    provisional: clock?.provisional ?? false,
    otherDeadline: its?.referral?.deadline?.toISOString() ?? null,
    state: claim?.completedAt ? 'completing' : 'open',
    createdAt: task.createdAt.toISOString(),
  };
}

/** Tasks as the desk lists them. */
export async function presentTasks(
  deps: ItemDeps,
  rows: readonly Row[],
  reader: Reader,
): Promise<TaskItem[]> {
  const ground = await groundOf(deps, rows);
  return rows.map((row) => present(row, ground, reader));
}
