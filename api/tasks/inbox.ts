import { z } from 'zod';
import type { CaseClock } from '../../processes/complaint/case.ts';
import type { InboxTask } from '../../workers/store/inbox.ts';
import type { Access } from '../access.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';
import { isMeantFor } from './policy.ts';
import type { TaskQuery } from './schema.ts';

/** A task of the inbox with the clock that presses most. */
export interface Row extends InboxTask {
  readonly clock: CaseClock | null;
  readonly pressing: 'overdue' | 'soon' | 'no';
}

export interface InboxPage {
  readonly rows: readonly Row[];
  readonly counts: Readonly<Record<'mine' | 'unit' | 'all' | 'overdue' | 'soon', number>>;
  readonly next: string | null;
}

interface Asking {
  readonly person: Person;
  readonly access: Access;
  readonly query: TaskQuery;
  readonly now: Date;
}

const never = Number.MAX_SAFE_INTEGER;
const place = z.strictObject({ due: z.number(), created: z.number(), key: z.string() });
type Place = z.output<typeof place>;

/** The clock to look at: of those not met, the one due first. */
export function pressingClock(clocks: readonly CaseClock[]): CaseClock | null {
  return clocks
    .filter(({ state }) => state !== 'met')
    .reduce<CaseClock | null>(
      (first, one) => (first === null || one.dueAt < first.dueAt ? one : first),
      null,
    );
}

function placeOf({ task, clock }: Row): Place {
  return { due: clock?.dueAt.getTime() ?? never, created: task.createdAt.getTime(), key: task._id };
}

function comparePlaces(a: Place, b: Place): number {
  return a.due - b.due || a.created - b.created || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** Mine to do: mine already, or free and meant for one of my groups. */
function isMine({ task, claim }: Row, person: Person): boolean {
  const holder = claim?.completedBy ?? claim?.claimedBy ?? null;
  return holder === null ? isMeantFor(task, person) : holder === person.id;
}

function isOfUnit(row: Row, { person, access }: Asking): boolean {
  return isMeantFor(row.task, person) || access.unitIds.includes(row.case?.unitId ?? '');
}

async function rowsWithin(deps: Pick<ApiDeps, 'inbox'>, { person, access, now }: Asking) {
  const found = await deps.inbox.tasks({ groups: person.groups, cases: access.readable });
  const rows = found
    .filter((one) => one.case !== null)
    .map((one) => ({ ...one, clock: pressingClock(one.case?.clocks ?? []) }));
  const open = rows.flatMap(({ clock, case: its }) => (clock === null || !its ? [] : [its.id]));
  const warned = await deps.inbox.warned([...new Set(open)], now);
  return rows.map(({ clock, ...rest }): Row => {
    return { ...rest, clock, pressing: pressingOf(clock, warned, now) };
  });
}

function pressingOf(clock: CaseClock | null, warned: ReadonlySet<string>, now: Date) {
  if (clock === null) return 'no';
  if (clock.state === 'overdue' || clock.dueAt <= now) return 'overdue';
  return warned.has(clock.clockId) ? 'soon' : 'no';
}

/** One task as the inbox would show it. */
export async function pressingRow(
  deps: Pick<ApiDeps, 'inbox'>,
  one: InboxTask,
  now: Date,
): Promise<Row> {
  const clock = pressingClock(one.case?.clocks ?? []);
  const warned =
    one.case === null ? new Set<string>() : await deps.inbox.warned([one.case.id], now);
  return { ...one, clock, pressing: pressingOf(clock, warned, now) };
}

async function narrow(deps: Pick<ApiDeps, 'inbox'>, rows: readonly Row[], query: TaskQuery) {
  const { due, action, q } = query;
  const narrowed = rows
    .filter(({ pressing }) => due === 'all' || pressing === due)
    .filter(({ task }) => action === undefined || task.action === action);
  if (!q) return narrowed;
  const ids = narrowed.flatMap(({ task }) => task.caseId ?? []);
  const matching = await deps.inbox.matching([...new Set(ids)], q);
  return narrowed.filter(({ task }) => matching.has(task.caseId ?? ''));
}

/** One page of the inbox, due first, with the count of every filter. */
export async function inboxPage(deps: Pick<ApiDeps, 'inbox'>, asking: Asking): Promise<InboxPage> {
  const { person, query } = asking;
  const all = await rowsWithin(deps, asking);
  const scopes = {
    all,
    unit: all.filter((row) => isOfUnit(row, asking)),
    mine: all.filter((row) => isMine(row, person)),
  };
  const open = (rows: readonly Row[]) => rows.filter(({ claim }) => !claim?.completedAt);
  const inScope = scopes[query.scope];
  const pressing = (how: Row['pressing']) =>
    open(inScope).filter((row) => row.pressing === how).length;
  const after = query.cursor === undefined ? null : fromCursor(place, query.cursor);
  const sorted = (await narrow(deps, inScope, query))
    .toSorted((a, b) => comparePlaces(placeOf(a), placeOf(b)))
    .filter((row) => after === null || comparePlaces(placeOf(row), after) > 0);
  const rows = sorted.slice(0, query.limit);
  const last = rows.at(-1);
  return {
    rows,
    counts: {
      mine: open(scopes.mine).length,
      unit: open(scopes.unit).length,
      all: open(all).length,
      overdue: pressing('overdue'),
      soon: pressing('soon'),
    },
    next: last !== undefined && sorted.length > rows.length ? toCursor(placeOf(last)) : null,
  };
}
