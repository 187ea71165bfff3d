import { Refusal } from '../refusal.ts';
import type { Action, ActionData, Case } from './case.ts';
import { startOf } from './clocks.ts';
import type { Regime } from './regime.ts';
import type { CaseRegime, PlannedClock, RegimeAsk } from './regime-actions.ts';

/** What the log states of a regime that was chosen; only what is not the usual, so that older logs read the same. */
export function regimeStated(
  regime: Regime,
  waiting: readonly PlannedClock[],
  n: number | null,
): ActionData<'set-regime'> {
  const { id: regimeId, startEvent, answeredBy, publishes, firstStart } = regime;
  return {
    ...{ regimeId, startEvent, answeredBy, publishes },
    ...(firstStart == null ? {} : { firstStart }),
    ...(regime.timetableCounts === true ? { timetableCounts: true } : {}),
    ...(regime.inWriting === true ? { inWriting: true } : {}),
    ...(regime.asksAgain === true ? { asksAgain: true } : {}),
    ...(regime.reopenDays == null ? {} : { reopenDays: regime.reopenDays }),
    ...(waiting.length === 0 ? {} : { waiting: [...waiting] }),
    ...(n === null ? {} : { n }),
  };
}

function settled(
  { regimeAsk }: Case,
  n: number | undefined,
  state: 'set' | 'kept',
): Pick<Case, 'regimeAsk'> {
  if (regimeAsk === undefined || regimeAsk.n !== n) return {};
  return { regimeAsk: { ...regimeAsk, state } };
}

function withoutEvent(regime: CaseRegime | null, event: string): CaseRegime | null {
  if (regime?.waiting === undefined) return regime;
  const { waiting, ...rest } = regime;
  const left = waiting.filter(({ startEvent }) => startEvent !== event);
  return left.length === 0 ? rest : { ...rest, waiting: left };
}

/** The case after an action about its regime; null for every other action. */
export function reduceRegime(current: Case, action: Action): Case | null {
  switch (action.type) {
    case 'set-regime': {
      const { regimeId, n, ...rest } = action.data;
      return { ...current, regime: { id: regimeId, ...rest }, ...settled(current, n, 'set') };
    }
    case 'keep-regime':
      return { ...current, ...settled(current, action.data.n, 'kept') };
    case 'ask-regime':
      return { ...current, regimeAsk: { ...action.data, instanceKey: null, state: 'asked' } };
    case 'claim-regime': {
      const { regimeAsk } = current;
      const { n, instanceKey } = action.data;
      if (regimeAsk?.n !== n) return current;
      return { ...current, regimeAsk: { ...regimeAsk, instanceKey } };
    }
    case 'note-event': {
      const { event, happenedAt } = action.data;
      const events = [...(current.events ?? []), { event, at: happenedAt }];
      return { ...current, events, regime: withoutEvent(current.regime, event) };
    }
    default:
      return null;
  }
}

/** The asking that is not answered yet, if it is the one meant. */
export function openAsk({ regimeAsk }: Pick<Case, 'regimeAsk'>, n: number): RegimeAsk | null {
  return regimeAsk?.n === n && regimeAsk.state === 'asked' ? regimeAsk : null;
}

/** What the rule is asked with next; null when it would be asked the same again. */
export function nextAsk(
  { regimeAsk }: Pick<Case, 'regimeAsk'>,
  found: { readonly complexity?: string; readonly unitId?: string },
): ActionData<'ask-regime'> | null {
  const { n = 0, complexity = null, unitId = null } = regimeAsk ?? {};
  const next = { complexity, unitId, ...found };
  if (next.complexity === complexity && next.unitId === unitId) return null;
  return { n: n + 1, ...next };
}

/** A session may have ended before its question was posted; nothing that starts a clock lies further back. */
const longBefore = 31 * 86_400_000;

/**
 * Looks whether a start event may be recorded as having happened then.
 *
 * @returns false when it is on record with this very time already
 * @throws Refusal `EVENT_NOTED` when it is on record with another time; `EVENT_NOT_AWAITED` when no clock of the case waits
 *   for it; `START_EVENT_IN_FUTURE`; `EVENT_LONG_BEFORE` when it would have happened more than a month before the complaint was
 *   posted: a wrong year, mostly
 */
export function checkEvent(current: Case, event: string, happenedAt: Date, now: Date): boolean {
  const noted = current.events?.find((one) => one.event === event);
  if (noted !== undefined) {
    if (noted.at.getTime() === happenedAt.getTime()) return false;
    throw new Refusal('EVENT_NOTED', { at: noted.at.toISOString() });
  }
  const isAwaited = current.regime?.waiting?.some(({ startEvent }) => startEvent === event);
  if (isAwaited !== true) throw new Refusal('EVENT_NOT_AWAITED');
  if (happenedAt > now) throw new Refusal('START_EVENT_IN_FUTURE', { field: 'happenedAt' });
  const posted = startOf(current, 'posted') ?? current.times.received;
  if (happenedAt.getTime() < posted.getTime() - longBefore)
    throw new Refusal('EVENT_LONG_BEFORE', { field: 'happenedAt' });
  return true;
}
