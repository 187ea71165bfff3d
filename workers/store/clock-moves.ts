import { canonicalJson } from '../../processes/canonical-json.ts';
import type { Calendar } from '../../processes/clock/calendar.ts';
import type { ClockRecord } from '../../processes/clock/clock.ts';
import { pauseClock, resumeClock } from '../../processes/clock/move-clock.ts';
import { isPauseCategory, type PauseCategory } from '../../processes/clock/pause-categories.ts';
import type { Actor } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import { newSalt, saltedDigest } from '../platform/digest.ts';
import { Conflict, Unrecoverable } from '../platform/errors.ts';
import { clockMessage } from './clock-messages.ts';
import type { ClockRows } from './clock-rows.ts';
import type { Tx } from './connect.ts';
import type { EntryRow } from './entries.ts';
import { type StepDeps, takeStep } from './step.ts';
import type { Stores } from './stores.ts';

export type MoveDeps = StepDeps & Pick<Stores, 'calendars' | 'entries'>;

/** Who moves which clock, and when. */
export interface Mover {
  readonly caseId: string;
  readonly clockId: string;
  /** The version of the clock that the mover looked at. */
  readonly version: number;
  readonly by: Actor;
  readonly at: Date;
}

/** Who does something about a case, and when. */
export type Doer = Pick<Mover, 'caseId' | 'by' | 'at'>;

export interface PauseGiven {
  readonly category: PauseCategory;
  readonly reason: string;
  readonly paper: string;
  readonly from: Date;
  /** Null: it lasts. */
  readonly to: Date | null;
}

/**
 * A clock of a case with the calendar version it is counted with, as both stand in the transaction.
 * @throws Refusal `CLOCK_UNKNOWN`, `CHANGED_MEANWHILE` when it is not the version that was looked at
 */
export async function readClock(
  deps: Pick<MoveDeps, 'clocks' | 'calendars'>,
  tx: Tx,
  { caseId, clockId, version }: Pick<Mover, 'caseId' | 'clockId'> & { version?: number },
): Promise<{ clock: ClockRecord; calendar: Calendar }> {
  const clock = await deps.clocks.find(clockId, tx);
  if (clock === null || clock.caseId !== caseId) throw new Refusal('CLOCK_UNKNOWN');
  if (version !== undefined && clock.version !== version) throw new Refusal('CHANGED_MEANWHILE');
  const calendar = await deps.calendars.find(clock.calendar.id, clock.calendar.version);
  if (calendar === null) throw new Unrecoverable('the clock names a calendar that is not there');
  return { clock, calendar };
}

/** Writes a clock that has moved, and the word that re-arms its timer. */
export async function saveMoved<K extends string>(
  deps: { readonly clocks: Pick<ClockRows<K>, 'save'> } & Pick<MoveDeps, 'outbox'>,
  tx: Tx,
  moved: ClockRecord<K>,
  at: Date,
): Promise<void> {
  const { version, id, caseId } = moved;
  if (!(await deps.clocks.save(tx, moved, version))) throw new Conflict('the clock moved on');
  const word = clockMessage('clock-moved', id, {}, `v${version + 1}`);
  await deps.outbox.put(tx, at, caseId, [word]);
}

/** What an action states of a due date that moved. */
export function movedDates(before: ClockRecord, after: ClockRecord) {
  const { id: clockId, kind, provisional } = after;
  return { clockId, kind, dueBefore: before.dueAt, dueAfter: after.dueAt, provisional };
}

/** The entry that keeps the texts of an action beside the tasks, under an id of its own. */
export function entryOfMove(
  id: string,
  { caseId, by, at }: Doer,
  action: string,
  fields: Readonly<Record<string, unknown>>,
): EntryRow {
  const salt = newSalt();
  const digest = saltedDigest(salt, canonicalJson(fields));
  const kept = { _id: id, caseId, step: action, action, taskKey: null, by, at, fields };
  return { ...kept, salt, digest };
}

/**
 * Records that a clock stands still: the record, the action, its texts, the notice and the word to the engine, in one
 * transaction. A pause that is over already moves the due date at once.
 *
 * @throws Refusal `PAUSE_END_IN_FUTURE`, those of `readClock`, `pauseClock` and of the action table
 */
export async function recordPause(deps: MoveDeps, mover: Mover, given: PauseGiven): Promise<void> {
  const { caseId, by, at } = mover;
  const { category, reason, paper, from, to } = given;
  if (to !== null && to > at) throw new Refusal('PAUSE_END_IN_FUTURE', { to: to.toISOString() });
  await takeStep(deps, caseId, at, async (_current, tx) => {
    const { clock, calendar } = await readClock(deps, tx, mover);
    const moved = pauseClock(clock, { ...given }, { calendar, now: at });
    const entryId = `${clock.id}:pause-${moved.pauses.length}`;
    const entry = entryOfMove(entryId, mover, 'pause-clock', { category, reason, paper });
    return {
      drafts: [
        {
          ...{ type: 'pause-clock', at, by, digests: { [entryId]: entry.digest } },
          data: { ...movedDates(clock, moved), category, from, to },
        },
      ],
      tells: to === null ? 'clock-paused' : 'clock-extended',
      params: { kind: clock.kind, category, dueAt: moved.dueAt },
      occasion: entryId,
      also: async (inTx) => {
        await deps.entries.put(inTx, entry);
        await saveMoved(deps, inTx, moved, at);
      },
    };
  });
}

/**
 * Ends the pause that lasts.
 *
 * @throws Refusal those of `readClock`, `resumeClock` and of the action table
 */
export async function recordResumption(deps: MoveDeps, mover: Mover, to: Date): Promise<void> {
  const { caseId, by, at } = mover;
  await takeStep(deps, caseId, at, async (_current, tx) => {
    const { clock, calendar } = await readClock(deps, tx, mover);
    const moved = resumeClock(clock, to, { calendar, now: at });
    const category = clock.pauses.at(-1)?.category ?? '';
    return {
      drafts: [{ type: 'resume-clock', at, by, data: { ...movedDates(clock, moved), to } }],
      tells: 'clock-resumed',
      params: {
        kind: clock.kind,
        category: isPauseCategory(category) ? category : null,
        dueAt: moved.dueAt,
      },
      occasion: `${clock.id}:pause-${moved.pauses.length}`,
      also: (inTx) => saveMoved(deps, inTx, moved, at),
    };
  });
}
