import { isoDateOf, localDay } from '../../processes/clock/day.ts';
import type { CallTurn } from '../../processes/duty-call/contract.ts';
import { type Reached, whomToCall } from '../../processes/duty-call/whom.ts';
import { Refusal } from '../../processes/refusal.ts';
import { callOrder } from '../../processes/rota/call-order.ts';
import { isAway } from '../../processes/rota/changes.ts';
import { dutiesOf } from '../../processes/rota/duties.ts';
import type { Tx } from './connect.ts';
import type { CallRound, DutyCallRow } from './duty-calls.ts';
import { type DutyDeps, planOf } from './duty-plan.ts';
import { messageAbout } from './message-about.ts';
import type { Stores } from './stores.ts';

export type CallDeps = DutyDeps & Pick<Stores, 'dutyCalls' | 'outbox'>;

const minute = 60_000;
const week = 7 * 24 * 60 * minute;

/** Begins to call whoever is on duty for a role about an incident; begun again it is the same call. */
export async function beginCall(
  { dutyCalls, outbox }: Pick<Stores, 'dutyCalls' | 'outbox'>,
  tx: Tx,
  about: Pick<DutyCallRow, 'caseId' | 'number' | 'rotaId' | 'role' | 'at'>,
): Promise<void> {
  const { caseId, role, at } = about;
  const callId = `${caseId}:call-${role}`;
  await dutyCalls.beginOnce(tx, { _id: callId, ...about });
  const began = messageAbout('duty-call-began', callId, { callId, attempt: 1, role });
  await outbox.put(tx, at, caseId, [began]);
}

/** Whom a turn reaches by the rota as it stands now; its whole group where the rota is gone. */
async function reachedNow(
  deps: CallDeps,
  { rotaId, role, rounds }: DutyCallRow,
  whom: Exclude<CallTurn['whom'], 'stop'>,
  at: Date,
): Promise<Reached> {
  const span = { from: at, until: new Date(at.getTime() + 2 * week) };
  const { rotas, facts } = await planOf(deps, span);
  const rota = rotas.find(({ id }) => id === rotaId) ?? null;
  if (rota === null) return { kind: 'group', group: role };
  const date = isoDateOf(localDay(at, facts.calendar.zone));
  const canCome = (userId: string) =>
    !isAway(facts.changes, userId, at) && facts.isFit(userId, role, date);
  const called = rounds.flatMap(({ reached }) =>
    reached.kind === 'people' ? reached.userIds : [],
  );
  const order = callOrder(rota, dutiesOf(rota, span, facts), at, canCome);
  return whomToCall(whom, order, { called, role });
}

/** Tells those a turn reaches, each once. */
async function ring(
  { notices }: CallDeps,
  tx: Tx,
  { _id: callId, caseId, number }: DutyCallRow,
  { reached, attempt, at }: Pick<CallRound, 'reached' | 'attempt' | 'at'>,
): Promise<void> {
  const about = { caseId, kind: 'duty-call', at, params: { number } } as const;
  const id = `${callId}:${attempt}`;
  if (reached.kind === 'group') {
    await notices.tellGroupOnce(tx, {
      ...about,
      id: `${id}:${reached.group}`,
      group: reached.group,
    });
    return;
  }
  for (const userId of reached.userIds)
    await notices.putOnce(tx, {
      ...{ ...about, _id: `${id}:${userId}`, to: { kind: 'user', id: userId } },
      ...{ channel: 'desk', sentAt: at, receipt: 'desk' },
    });
}

/** Nobody answered: the whole group and those above are told, so that nobody can say that they were not called. */
async function giveUp(deps: CallDeps, tx: Tx, call: DutyCallRow, at: Date): Promise<void> {
  await deps.dutyCalls.silent(tx, call._id, at);
  for (const group of new Set([call.role, 'leading-group', 'office'])) {
    const reached = { kind: 'group', group } as const;
    await ring(deps, tx, call, { reached, attempt: 0, at });
  }
}

/** What became of one turn of a call. */
export interface CallOutcome {
  readonly state: 'calling' | 'answered' | 'silent' | 'duplicate';
  readonly until: Date | null;
}

/**
 * Takes one turn of a call: whoever the rule names is called by the rota as it stands now, unless somebody has answered.
 * The same turn taken again calls nobody a second time.
 */
export function takeCallTurn(
  deps: CallDeps,
  {
    callId,
    attempt,
    turn,
  }: { readonly callId: string; readonly attempt: number; readonly turn: CallTurn },
  { instanceKey, at }: { readonly instanceKey: string; readonly at: Date },
): Promise<CallOutcome> {
  return deps.store.transaction(async (tx): Promise<CallOutcome> => {
    const call = await deps.dutyCalls.claim(tx, callId, instanceKey);
    if (call === null) return { state: 'duplicate', until: null };
    if (call.answered !== null) return { state: 'answered', until: null };
    const before = call.rounds.find((round) => round.attempt === attempt);
    if (before !== undefined) return { state: 'calling', until: before.until };
    if (turn.whom === 'stop') {
      await giveUp(deps, tx, call, at);
      return { state: 'silent', until: null };
    }
    const reached = await reachedNow(deps, call, turn.whom, at);
    const until = new Date(at.getTime() + turn.minutes * minute);
    const round: CallRound = { attempt, whom: turn.whom, reached, at, until };
    await deps.dutyCalls.round(tx, callId, round);
    await ring(deps, tx, call, round);
    return { state: 'calling', until };
  });
}

/** Somebody does what the calls of an incident are for: they are answered with it. */
export async function answerCalls(
  { dutyCalls, outbox }: Pick<Stores, 'dutyCalls' | 'outbox'>,
  tx: Tx,
  incidentId: string,
  by: { readonly userId: string | null; readonly at: Date },
): Promise<void> {
  for (const { _id: callId } of await dutyCalls.ofIncident(incidentId, tx)) {
    if (!(await dutyCalls.answer(tx, callId, by))) continue;
    await outbox.put(tx, by.at, incidentId, [messageAbout('duty-call-answered', callId)]);
  }
}

/**
 * Answers a call: from now on nobody else is called. Answered before, it stays with whoever was first.
 *
 * @throws Refusal `CALL_UNKNOWN`; `CALL_ANSWERED` when somebody else was first
 */
export function answerCall(
  deps: CallDeps,
  callId: string,
  by: { readonly userId: string; readonly at: Date },
): Promise<void> {
  return deps.store.transaction(async (tx) => {
    const call = await deps.dutyCalls.find(callId, tx);
    if (call === null) throw new Refusal('CALL_UNKNOWN');
    if (call.answered?.userId === by.userId) return;
    if (!(await deps.dutyCalls.answer(tx, callId, by))) throw new Refusal('CALL_ANSWERED');
    await deps.outbox.put(tx, by.at, call.caseId, [messageAbout('duty-call-answered', callId)]);
  });
}
