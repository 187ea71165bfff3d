import type { Calendar } from '../../processes/clock/calendar.ts';
import type { ClockRecord } from '../../processes/clock/clock.ts';
import { extendClock } from '../../processes/clock/move-clock.ts';
import { theHouse } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import { Unrecoverable } from '../platform/errors.ts';
import {
  entryOfMove,
  type MoveDeps,
  type Mover,
  movedDates,
  readClock,
  saveMoved,
} from './clock-moves.ts';
import type { Tx } from './connect.ts';
import type { ExtensionRequestRow } from './extension-requests.ts';
import { declined, tellUnit } from './lapse-request.ts';
import { messageAbout } from './message-about.ts';
import { takeStep } from './step.ts';

export interface ExtensionAsked {
  /** In the clock's own unit. */
  readonly amount: number;
  readonly reason: string;
  readonly paper: string;
}

/**
 * A unit asks for more time. The request is decided by its own diagram; until then the clock runs on.
 *
 * @returns the id of the request
 * @throws Refusal `EXTENSION_PENDING` when one waits already, those of `readClock`, `extendClock` and of the action table
 */
export async function askExtension(
  deps: MoveDeps,
  mover: Mover,
  { amount, reason, paper }: ExtensionAsked,
): Promise<string> {
  const { caseId, clockId, by, at } = mover;
  let asked = '';
  await takeStep(deps, caseId, at, async (_current, tx) => {
    const { clock, calendar } = await readClock(deps, tx, mover);
    const { unit, kind, regimeId } = clock;
    const wanted = extendClock(clock, { amount, unit, at, reason, paper }, { calendar, now: at });
    const before = await deps.extensionRequests.ofClock(clockId, tx);
    if (before.some(({ state }) => state === 'asked')) throw new Refusal('EXTENSION_PENDING');
    const requestId = `${clockId}:extension-${before.length + 1}`;
    asked = requestId;
    const texts = { extendBy: amount, extendUnit: unit, reason, paper };
    const entry = entryOfMove(requestId, mover, 'ask-extension', texts);
    const isFirst = await deps.extensionRequests.ask(tx, {
      ...{ _id: requestId, caseId, clockId, kind, regimeId, amount, unit },
      ...{ askedBy: by, askedAt: at, reason, paper, state: 'asked', outcome: null },
      ...{ decidedBy: null, decidedAt: null, decidedPaper: null, instanceKey: null },
    });
    if (!isFirst) throw new Refusal('EXTENSION_PENDING');
    return {
      drafts: [
        {
          ...{ type: 'ask-extension', at, by, digests: { [requestId]: entry.digest } },
          data: { ...movedDates(clock, wanted), requestId, amount, unit },
        },
      ],
      also: async (inTx) => {
        await deps.entries.put(inTx, entry);
        await deps.outbox.put(inTx, at, caseId, [
          messageAbout('extension-asked', requestId, { requestId }),
        ]);
      },
    };
  });
  return asked;
}

/**
 * Keeps what the office decided on a request, in the transaction of its task. An approval is refused at once when it
 * could not be carried out any more.
 *
 * @throws Refusal `REQUEST_SETTLED`, and those of `extendClock`
 */
export async function keepDecision(
  deps: Pick<MoveDeps, 'clocks' | 'calendars' | 'extensionRequests'>,
  tx: Tx,
  request: ExtensionRequestRow,
  decision: Pick<ExtensionRequestRow, 'decidedBy' | 'decidedAt' | 'decidedPaper'> & {
    readonly approved: boolean;
  },
): Promise<void> {
  const { approved, ...kept } = decision;
  if (approved) {
    const { clock, calendar } = await readClock(deps, tx, request);
    extended(clock, calendar, request, kept.decidedAt ?? request.askedAt);
  }
  const isOpen = await deps.extensionRequests.change(tx, request._id, kept);
  if (!isOpen) throw new Refusal('REQUEST_SETTLED');
}

function extended(
  clock: ClockRecord,
  calendar: Calendar,
  { amount, unit, reason, paper, decidedPaper }: ExtensionRequestRow,
  at: Date,
): ClockRecord {
  const papers = [paper, decidedPaper].filter(Boolean).join('；');
  return extendClock(clock, { amount, unit, at, reason, paper: papers }, { calendar, now: at });
}

function extendedIfRunning(
  clock: ClockRecord,
  calendar: Calendar,
  request: ExtensionRequestRow,
  at: Date,
): ClockRecord | null {
  try {
    return extended(clock, calendar, request, at);
  } catch (error) {
    // The clock ended between the decision and its effect: a verdict stays as it was given.
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/**
 * Carries out an approval, once: the due date moves as of the moment of the decision, and the citizen is told.
 *
 * @returns whether the clock was extended; not so when it ended meanwhile
 */
export async function grantExtension(
  deps: MoveDeps,
  requestId: string,
  at: Date,
): Promise<boolean> {
  const known = await deps.extensionRequests.find(requestId);
  if (known === null) throw new Unrecoverable('the request has no record');
  if (known.state !== 'asked') return known.state === 'granted';
  const { caseId, clockId, kind, amount, unit } = known;
  let granted = false;
  await takeStep(deps, caseId, at, async (current, tx) => {
    const request = (await deps.extensionRequests.find(requestId, tx)) ?? known;
    granted = request.state === 'granted';
    if (request.state !== 'asked') return null;
    const { clock, calendar } = await readClock(deps, tx, { caseId, clockId });
    const moved = extendedIfRunning(clock, calendar, request, request.decidedAt ?? at);
    granted = moved !== null;
    const state = moved === null ? 'lapsed' : 'granted';
    const outcome = moved === null ? 'lapsed' : null;
    await deps.extensionRequests.change(tx, requestId, { state, outcome });
    await tellUnit(deps, tx, request, {
      state,
      at,
      number: current.number,
      unitId: current.unitId,
    });
    if (moved === null) return { drafts: [declined(request, 'lapsed', at)] };
    await saveMoved(deps, tx, moved, at);
    return {
      drafts: [
        {
          ...{ type: 'grant-extension', at, by: theHouse },
          data: { ...movedDates(clock, moved), requestId, amount, unit },
        },
      ],
      tells: 'clock-extended',
      params: { kind, dueAt: moved.dueAt },
      occasion: requestId,
    };
  });
  return granted;
}

/**
 * Closes a request without effect, once: the office declined it, or the rule does not allow so much.
 *
 * @returns whether a person decided
 */
export async function declineExtension(
  deps: MoveDeps,
  requestId: string,
  at: Date,
): Promise<boolean> {
  const known = await deps.extensionRequests.find(requestId);
  if (known === null) throw new Unrecoverable('the request has no record');
  const isDecided = known.decidedAt !== null;
  await takeStep(deps, known.caseId, at, async (current, tx) => {
    const request = (await deps.extensionRequests.find(requestId, tx)) ?? known;
    if (request.state !== 'asked') return null;
    const outcome = isDecided ? 'declined' : 'beyond-limit';
    await deps.extensionRequests.change(tx, requestId, { state: 'declined', outcome });
    const { number, unitId } = current;
    await tellUnit(deps, tx, request, { state: 'declined', at, number, unitId });
    return { drafts: [declined(request, outcome, at)] };
  });
  return isDecided;
}
