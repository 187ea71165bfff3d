import { z } from 'zod';
import type { CaseClock } from '../../processes/complaint/case.ts';
import { isOfIncident } from '../../processes/incident/incident.ts';
import type { InboxEntry, InboxTask } from '../../workers/store/inbox.ts';
import type { Access } from '../access.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { unitsSeen } from '../incidents/policy.ts';
import type { Person } from '../person.ts';
import { isMeantFor } from './policy.ts';
import type { TaskQuery } from './schema.ts';

type Pressing = 'overdue' | 'soon' | 'no';

/** A task of the inbox with the clock that presses most. */
export interface Row extends InboxTask {
  readonly clock: CaseClock | null;
  readonly pressing: Pressing;
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

/** An entry with its place in the order. */
interface Placed extends InboxEntry {
  readonly due: number;
  readonly pressing: Pressing;
}

const never = Number.MAX_SAFE_INTEGER;
const place = z.strictObject({ due: z.number(), key: z.string() });
type Place = z.output<typeof place>;
/** The cases with a running clock that has begun to warn. */
type Warned = ReadonlySet<string>;

/** The clock to look at: of those neither met nor paused, the one due first. */
export function pressingClock(clocks: readonly CaseClock[]): CaseClock | null {
  return clocks
    .filter(({ state, paused }) => state !== 'met' && paused === undefined)
    .reduce<CaseClock | null>(
      (first, one) => (first === null || one.dueAt < first.dueAt ? one : first),
      null,
    );
}

/** Due first; where that is equal, in the order the engine made them: its keys grow. */
function comparePlaces(a: Place, b: Place): number {
  if (a.due !== b.due) return a.due - b.due;
  if (a.key.length !== b.key.length) return a.key.length - b.key.length;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

/** Mine to do: mine already, or free and meant for one of my groups. */
function isMine(one: InboxEntry, person: Person): boolean {
  const holder = one.claim?.completedBy ?? one.claim?.claimedBy ?? null;
  return holder === null ? isMeantFor(one, person) : holder === person.id;
}

function pressingOf(
  one: { readonly caseId: string | null; readonly dueAt: Date | null },
  warned: ReadonlySet<string>,
  now: Date,
): Pressing {
  if (one.dueAt === null) return 'no';
  if (one.dueAt <= now) return 'overdue';
  return warned.has(one.caseId ?? '') ? 'soon' : 'no';
}

async function entriesWithin(
  { inbox }: Pick<ApiDeps, 'inbox'>,
  { person, access, now }: Asking,
): Promise<{ entries: Placed[]; warned: Warned }> {
  const [found, warned] = await Promise.all([
    inbox.entries({ groups: person.groups, cases: access.readable }),
    inbox.warned(now),
  ]);
  const seesAll = unitsSeen(person) === null;
  const shown = found.filter(
    (one) => seesAll || !isOfIncident(one.caseId) || isMeantFor(one, person),
  );
  const entries = shown.map((one) => ({
    ...one,
    due: one.dueAt?.getTime() ?? never,
    pressing: pressingOf(one, warned, now),
  }));
  return { entries, warned };
}

/** Tasks as the inbox would show them. */
export async function pressingRows(
  { inbox }: Pick<ApiDeps, 'inbox'>,
  tasks: readonly InboxTask[],
  now: Date,
): Promise<Row[]> {
  return tasks.length === 0 ? [] : rowsOf(tasks, await inbox.warned(now), now);
}

function rowsOf(tasks: readonly InboxTask[], warned: Warned, now: Date): Row[] {
  return tasks.map((one) => {
    const clock = pressingClock(one.case?.clocks ?? []);
    const facts = { caseId: one.case?.id ?? null, dueAt: one.task.dueDate ?? clock?.dueAt ?? null };
    return { ...one, clock, pressing: pressingOf(facts, warned, now) };
  });
}

async function narrow(
  { inbox }: Pick<ApiDeps, 'inbox'>,
  entries: readonly Placed[],
  { due, action, q }: TaskQuery,
): Promise<readonly Placed[]> {
  const narrowed = entries.filter(
    (one) =>
      (due === 'all' || one.pressing === due) && (action === undefined || one.action === action),
  );
  if (!q) return narrowed;
  const ids = narrowed.map(({ caseId }) => caseId);
  const matching = await inbox.matching([...new Set(ids)], q);
  return narrowed.filter(({ caseId }) => matching.has(caseId));
}

function scopesOf(entries: readonly Placed[], { person, access }: Asking) {
  const units = new Set(access.unitIds);
  return {
    all: entries,
    unit: entries.filter((one) => isMeantFor(one, person) || units.has(one.unitId ?? '')),
    mine: entries.filter((one) => isMine(one, person)),
  };
}

const isOpen = ({ claim }: InboxEntry) => !claim?.completedAt;

/** One page of the inbox, due first, with the count of every filter. */
export async function inboxPage(deps: Pick<ApiDeps, 'inbox'>, asking: Asking): Promise<InboxPage> {
  const { query, now } = asking;
  const after = query.cursor === undefined ? null : fromCursor(place, query.cursor);
  const { entries, warned } = await entriesWithin(deps, asking);
  const scopes = scopesOf(entries, asking);
  const inScope = scopes[query.scope].filter(isOpen);
  const pressing = (how: Pressing) => inScope.filter((one) => one.pressing === how).length;
  const sorted = (await narrow(deps, scopes[query.scope], query))
    .filter((one) => after === null || comparePlaces(one, after) > 0)
    .sort(comparePlaces);
  const shown = sorted.slice(0, query.limit);
  const last = shown.at(-1);
  const tasks = await deps.inbox.tasks(shown.map(({ key }) => key));
  return {
    rows: rowsOf(tasks, warned, now),
    counts: {
      mine: scopes.mine.filter(isOpen).length,
      unit: scopes.unit.filter(isOpen).length,
      all: scopes.all.filter(isOpen).length,
      overdue: pressing('overdue'),
      soon: pressing('soon'),
    },
    next:
      last !== undefined && sorted.length > shown.length
        ? toCursor({ due: last.due, key: last.key })
        : null,
  };
}
