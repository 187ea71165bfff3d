import type { Calendar } from '../../processes/clock/calendar.ts';
import {
  type ClockEffect,
  isCountedBefore,
  recountClock,
} from '../../processes/clock/calendar-effect.ts';
import type { ClockRecord } from '../../processes/clock/clock.ts';
import { type ActionDraft, type Actor, theHouse } from '../../processes/complaint/case.ts';
import { Conflict } from '../platform/errors.ts';
import { clockMessage } from './clock-messages.ts';
import type { Tx } from './connect.ts';
import type { Stores } from './stores.ts';

type RecountDeps = Pick<Stores, 'cases' | 'clocks' | 'outbox'>;

export interface Recount {
  readonly calendar: Calendar;
  readonly at: Date;
  /** Who decided that the clock may be overdue by the change alone; nobody: then it is left as it is. */
  readonly decidedBy?: Actor;
}

function actionOf(
  effect: ClockEffect,
  { calendar, at, decidedBy = theHouse }: Recount,
): ActionDraft {
  const { id: clockId, kind, dueAt, provisional } = effect.clock;
  const { dueBefore } = effect;
  const counted = { calendarId: calendar.id, calendarVersion: calendar.version };
  const data = { clockId, kind, ...counted, dueBefore, dueAt, provisional };
  return { type: 'recount-clock', at, by: decidedBy, data };
}

async function keep(
  deps: RecountDeps,
  tx: Tx,
  before: ClockRecord,
  effect: ClockEffect,
  recount: Recount,
): Promise<void> {
  const { clock, moves, mark } = effect;
  const { calendar, at } = recount;
  if (!(await deps.clocks.save(tx, clock, before.version)))
    throw new Conflict('the clock moved on');
  if (moves === 'not' && mark === 'same') return;
  const current = await deps.cases.read(tx, clock.caseId);
  await deps.cases.append(tx, current, [actionOf(effect, recount)]);
  if (moves === 'not') return;
  const version = `${calendar.id}@${calendar.version}`;
  await deps.outbox.put(tx, at, clock.caseId, [clockMessage('clock-moved', clock.id, {}, version)]);
}

/**
 * Counts one running clock with a newer version of its calendar: record, action on its case and the word to the engine,
 * in the caller's transaction. Counting it again changes nothing. Null when there is nothing to count: it ended, or it
 * is counted with this version already. One that somebody has to decide about is only told.
 */
export async function recountOnce(
  deps: RecountDeps,
  tx: Tx,
  clockId: string,
  recount: Recount,
): Promise<ClockEffect | null> {
  const { calendar, at, decidedBy } = recount;
  const clock = await deps.clocks.find(clockId, tx);
  if (clock === null || clock.status !== 'running' || !isCountedBefore(clock, calendar))
    return null;
  const mayBePast = decidedBy !== undefined;
  const effect = recountClock(clock, { calendar, now: at, mayBePast });
  if (effect.moves !== 'undecided') await keep(deps, tx, clock, effect, recount);
  return effect;
}
