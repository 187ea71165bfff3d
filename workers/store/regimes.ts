import type { Calendar } from '../../processes/clock/calendar.ts';
import { type ClockRecord, startClock } from '../../processes/clock/clock.ts';
import type { ClockKind } from '../../processes/clock/clock-kinds.ts';
import { moveClock } from '../../processes/clock/move-clock.ts';
import {
  type ActionDraft,
  type Actor,
  type Case,
  theHouse,
} from '../../processes/complaint/case.ts';
import { caseIdOfClock, openingsOf, plannedClocks } from '../../processes/complaint/clocks.ts';
import type { Regime } from '../../processes/complaint/regime.ts';
import type { PlannedClock, RegimeAsk } from '../../processes/complaint/regime-actions.ts';
import { checkEvent, nextAsk, openAsk, regimeStated } from '../../processes/complaint/regimes.ts';
import { Refusal } from '../../processes/refusal.ts';
import { workingCalendar } from './calendar-in-use.ts';
import { clockMessage } from './clock-messages.ts';
import { entryOfMove, type MoveDeps, saveMoved } from './clock-moves.ts';
import type { Tx } from './connect.ts';
import { messageAbout } from './message-about.ts';
import { recountStarted } from './recount-started.ts';
import { type Step, takeStep } from './step.ts';
import type { Stores } from './stores.ts';

/** What setting a regime works with. */
export type RegimeDeps = MoveDeps & Pick<Stores, 'settings'>;

/** Which asking of a case this is, counted from one. */
export function askNumberOf(regimeAskId: string): number {
  return Number(regimeAskId.slice(regimeAskId.lastIndexOf('-') + 1));
}

const askIdOf = (caseId: string, n: number) => `${caseId}:regime-${n}`;

interface OpeningGround {
  readonly regimeId: string;
  readonly plan: readonly PlannedClock[];
  readonly calendar: Calendar;
  readonly at: Date;
  /** An event that is recorded late starts its clock when it happened, whatever that means for the due date. */
  readonly mayBePast: boolean;
}

/** A clock that begins anew; null when that alone would make it overdue: then it keeps the date it had. */
function restarted(
  { clock, facts }: ReturnType<typeof openingsOf>['restart'][number],
  { calendar, at, mayBePast, regimeId }: OpeningGround,
): ClockRecord | null {
  const { startEvent, startAt, amount, unit, warn } = facts;
  const isAnew = startAt.getTime() !== clock.startAt.getTime();
  // More time was granted for the span before.
  const known = isAnew ? { ...clock, extensions: [] } : clock;
  const change = { regimeId, startEvent, startAt, amount, unit, warn };
  try {
    return moveClock(known, change, { calendar, now: at, mayBePast });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'CLOCK_MOVED_INTO_PAST') return null;
    throw error;
  }
}

const started = (clock: ClockRecord, at: Date): ActionDraft => {
  const { id: clockId, kind, startEvent, startAt, dueAt, provisional } = clock;
  const data = { clockId, kind, startEvent, startAt, dueAt, provisional };
  return { type: 'start-clock', at, by: theHouse, data };
};

const begunAnew = (before: ClockRecord, clock: ClockRecord, at: Date): ActionDraft => {
  const { id: clockId, kind, regimeId, startEvent, startAt, dueAt, provisional } = clock;
  const about = { clockId, kind, regimeId, startEvent, startAt };
  const data = { ...about, dueBefore: before.dueAt, dueAt, provisional };
  return { type: 'restart-clock', at, by: theHouse, data };
};

/** What becomes of the clocks of a case, as actions and as what is written with them. */
async function begin(deps: RegimeDeps, tx: Tx, current: Case, ground: OpeningGround) {
  const { regimeId, plan, calendar, at } = ground;
  const clocks = current.clocks.length === 0 ? [] : await deps.clocks.ofCase(current.id, tx);
  const { open, restart, waiting } = openingsOf(current, regimeId, { plan, clocks });
  const opened = open.map((facts) => startClock(facts, calendar));
  const moved = restart.flatMap(({ clock: before, facts }) => {
    const clock = restarted({ clock: before, facts }, ground);
    return clock === null ? [] : [{ before, clock }];
  });
  // One that ran out is ended with its verdict when another of its kind begins, and its ladder with it.
  const meets: ClockKind[] = opened
    .filter(({ kind }) => clocks.some((clock) => clock.kind === kind))
    .map(({ kind }) => kind);
  const answer = [...opened, ...moved.map(({ clock }) => clock)].find(
    ({ kind }) => kind === 'done',
  );
  const also = async (inTx: Tx) => {
    for (const clock of opened) await deps.clocks.startOnce(inTx, clock);
    await deps.outbox.put(
      inTx,
      at,
      current.id,
      opened.map(({ id }) => clockMessage('clock-started', id, { clockId: id })),
    );
    for (const { clock } of moved) await saveMoved(deps, inTx, clock, at);
  };
  const drafts = [
    ...opened.map((clock) => started(clock, at)),
    ...moved.map(({ before, clock }) => begunAnew(before, clock, at)),
  ];
  return { drafts, meets, waiting, answer, also };
}

/** The citizen was told another date before, or none. */
function telling(answer: ClockRecord | undefined, occasion: string): Partial<Step> {
  if (answer === undefined) return {};
  return { tells: 'clock-anew', params: { kind: 'done', dueAt: answer.dueAt }, occasion };
}

/** The office is told that clocks wait for an event: one that nobody records would never begin. */
async function askForEvent(
  { notices }: RegimeDeps,
  tx: Tx,
  { id: caseId, number }: Case,
  { n, at }: { readonly n: number | null; readonly at: Date },
): Promise<void> {
  const about = { caseId, kind: 'event-awaited', at, group: 'office', params: { number } };
  await notices.tellGroupOnce(tx, { id: `${caseId}:event-awaited:${n ?? 0}`, ...about });
}

/**
 * Puts a case under a regime, once: on receipt (`n` null), or as the answer of one asking. Clocks whose start event has
 * happened begin, others wait. A regime the case has already changes nothing, whatever its row says now.
 *
 * @returns whether the case is under another regime by it, also when a job that comes again asks once more
 */
export async function setRegime(
  deps: RegimeDeps,
  {
    caseId,
    regime,
    n,
    at,
  }: {
    readonly caseId: string;
    readonly regime: Regime;
    readonly n: number | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const calendar = await workingCalendar(deps);
  let isFirst = false;
  let isSet = false;
  await takeStep(deps, caseId, at, async (current, tx) => {
    isSet = n !== null && current.regimeAsk?.n === n && current.regimeAsk.state === 'set';
    const isAsked = n !== null && current.closedAt === null && openAsk(current, n) !== null;
    isFirst = n === null ? current.regime === null : isAsked;
    if (!isFirst) return null;
    if (n !== null && current.regime?.id === regime.id)
      return { drafts: [{ type: 'keep-regime', at, by: theHouse, data: { n } }] };
    const plan = plannedClocks(regime);
    const ground = { regimeId: regime.id, plan, calendar, at, mayBePast: false };
    const { drafts, meets, waiting, answer, also } = await begin(deps, tx, current, ground);
    const data = regimeStated(regime, waiting, n);
    isSet = true;
    return {
      drafts: [{ type: 'set-regime', at, by: theHouse, data }, ...drafts],
      meets,
      also: async (inTx) => {
        await also(inTx);
        if (waiting.length > 0) await askForEvent(deps, inTx, current, { n, at });
      },
      ...(n === null ? {} : telling(answer, `regime-${n}`)),
    };
  });
  await recountStarted(deps, calendar, { caseId, at, mayBeBehind: !isFirst });
  return isSet;
}

/** The rule of the regime is asked again, where something it reads was found out: the action, and the word to its diagram. */
export function askAgain(
  current: Case,
  found: { readonly complexity?: string; readonly unitId?: string },
  { at, by = theHouse }: { readonly at: Date; readonly by?: Actor },
) {
  const data = nextAsk(current, found);
  if (data === null) return null;
  const regimeAskId = askIdOf(current.id, data.n);
  const draft: ActionDraft = { type: 'ask-regime', at, by, data };
  return { draft, word: messageAbout('regime-asked', regimeAskId, { regimeAskId }) };
}

/**
 * Records how weighty a matter is, with the reason; the rule then says whether the case is under another regime.
 *
 * @throws Refusal `WEIGHT_UNCHANGED` when that is what was found before, and what the action table refuses
 */
export async function classifyCase(
  deps: RegimeDeps,
  { caseId, by, at }: { readonly caseId: string; readonly by: Actor; readonly at: Date },
  { complexity, reason }: { readonly complexity: string; readonly reason: string },
): Promise<void> {
  await takeStep(deps, caseId, at, (current) => {
    const asked = askAgain(current, { complexity }, { at, by });
    if (asked === null) throw new Refusal('WEIGHT_UNCHANGED', { field: 'complexity' });
    const { draft, word } = asked;
    const entry = entryOfMove(word.told.correlationKey, { caseId, by, at }, 'ask-regime', {
      ...{ complexity, reason },
    });
    return {
      drafts: [{ ...draft, digests: { [entry._id]: entry.digest } }],
      also: async (tx) => {
        await deps.entries.put(tx, entry);
        await deps.outbox.put(tx, at, caseId, [word]);
      },
    };
  });
}

/** Claims an asking for the instance that puts it to the rule; one that is answered, or was asked anew, is nobody's. */
export async function claimAsk(
  deps: RegimeDeps,
  regimeAskId: string,
  instanceKey: string,
  at: Date,
): Promise<{ claimed: boolean; asked: RegimeAsk | null; current: Case }> {
  const n = askNumberOf(regimeAskId);
  const claims = (asked: RegimeAsk | null) =>
    asked !== null && (asked.instanceKey ?? instanceKey) === instanceKey;
  const { case: current } = await deps.cases.act(caseIdOfClock(regimeAskId), (one) => {
    const isFree = openAsk(one, n)?.instanceKey === null && one.closedAt === null;
    return isFree ? [{ type: 'claim-regime', at, by: theHouse, data: { n, instanceKey } }] : [];
  });
  const asked = openAsk(current, n);
  return { claimed: claims(asked) && current.closedAt === null, asked, current };
}

/**
 * Records that a start event happened: the clocks that wait for it begin from that moment, those of their kind that run
 * begin anew. The same again changes nothing.
 *
 * @throws Refusal those of `checkEvent` and of the action table
 */
export async function noteEvent(
  deps: RegimeDeps,
  { caseId, by, at }: { readonly caseId: string; readonly by: Actor; readonly at: Date },
  {
    event,
    happenedAt,
    paper,
  }: { readonly event: string; readonly happenedAt: Date; readonly paper: string },
): Promise<void> {
  const calendar = await workingCalendar(deps);
  await takeStep(deps, caseId, at, async (current, tx) => {
    if (!checkEvent(current, event, happenedAt, at)) return null;
    const events = [...(current.events ?? []), { event, at: happenedAt }];
    const plan = (current.regime?.waiting ?? []).filter(({ startEvent }) => startEvent === event);
    const regimeId = current.regime?.id ?? '';
    const ground = { regimeId, plan, calendar, at, mayBePast: true };
    const { drafts, meets, answer, also } = await begin(deps, tx, { ...current, events }, ground);
    const entryId = `${caseId}:event-${events.length}`;
    const entry = entryOfMove(entryId, { caseId, by, at }, 'note-event', { event, paper });
    const digests = { [entryId]: entry.digest };
    return {
      drafts: [{ type: 'note-event', at, by, digests, data: { event, happenedAt } }, ...drafts],
      meets,
      ...telling(answer, `event-${events.length}`),
      also: async (inTx) => {
        await deps.entries.put(inTx, entry);
        await also(inTx);
      },
    };
  });
  await recountStarted(deps, calendar, { caseId, at, mayBeBehind: false });
}
