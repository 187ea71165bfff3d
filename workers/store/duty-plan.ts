import type { Calendar } from '../../processes/clock/calendar.ts';
import { Refusal } from '../../processes/refusal.ts';
import { heldOn } from '../../processes/roles.ts';
import type { Span } from '../../processes/rota/changes.ts';
import { type Duty, type DutyFacts, dutiesOf } from '../../processes/rota/duties.ts';
import type { DutySlot } from '../../processes/rota/exchange.ts';
import type { Rota } from '../../processes/rota/rota.ts';
import { workingCalendar } from './calendar-in-use.ts';
import type { Tx } from './connect.ts';
import type { LeaveRow } from './duty-changes.ts';
import { rotasInForce } from './house-settings.ts';
import type { Stores } from './stores.ts';
import type { UserRow } from './users.ts';

export type DutyDeps = Pick<
  Stores,
  'store' | 'dutyChanges' | 'settings' | 'calendars' | 'users' | 'intentions' | 'notices'
>;

/** The rotas in force, and everything their duties depend on within a span. */
export interface DutyPlan {
  readonly rotas: readonly Rota[];
  readonly facts: DutyFacts;
  readonly calendar: Calendar;
  readonly leaves: readonly LeaveRow[];
  readonly people: readonly UserRow[];
}

/** Whether somebody holds a role on a day and is let in. */
function fitness(people: readonly UserRow[]): DutyFacts['isFit'] {
  const byId = new Map(people.map((user) => [user._id, user]));
  return (userId, role, date) => {
    const user = byId.get(userId);
    if (user === undefined || user.disabled) return false;
    return heldOn(user.roles, date).some((held) => held.role === role);
  };
}

/** Reads the plan of a span. */
export async function planOf(deps: DutyDeps, span: Span, tx?: Tx): Promise<DutyPlan> {
  const { standIns, leaves } = await deps.dutyChanges.within(span, tx);
  const [{ items: rotas }, calendar, people] = await Promise.all([
    rotasInForce(deps.settings),
    workingCalendar(deps),
    deps.users.list(),
  ]);
  const changes = { standIns, leaves: leaves.map(({ _id: id, ...rest }) => ({ id, ...rest })) };
  const facts: DutyFacts = { calendar, changes, isFit: fitness(people) };
  return { rotas, facts, calendar, leaves, people };
}

const day = 86_400_000;

/**
 * The duties around one shift of a rota.
 *
 * @throws Refusal `DUTY_UNKNOWN` when there is no such rota
 */
export async function dutiesAround(
  deps: DutyDeps,
  { rotaId, date }: DutySlot,
  tx?: Tx,
): Promise<{ readonly rota: Rota; readonly duties: readonly Duty[]; readonly facts: DutyFacts }> {
  const begins = Date.parse(`${date}T00:00:00Z`);
  // A shift lasts a week at most, and a day of any zone begins within a day of that of UTC.
  const span = { from: new Date(begins - day), until: new Date(begins + 9 * day) };
  const { rotas, facts } = await planOf(deps, span, tx);
  const rota = rotas.find(({ id }) => id === rotaId);
  if (rota === undefined) throw new Refusal('DUTY_UNKNOWN');
  return { rota, duties: dutiesOf(rota, span, facts), facts };
}
