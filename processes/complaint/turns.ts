import { type Verdict, verdictOf } from '../clock/clock.ts';
import type { Action, Case } from './case.ts';
import { type Turn, type TurnEnd, turnEnds } from './turn-actions.ts';

type Turned = Pick<Case, 'turns'>;

/** The turn that goes on; null when the case lies with no unit. */
export function openTurn({ turns = [] }: Turned): Turn | null {
  const last = turns.at(-1);
  return last === undefined || last.endedAt !== null ? null : last;
}

/** How often a case was given back. */
export function countReturns({ turns = [] }: Turned): number {
  return turns.filter(({ endedBy }) => endedBy === 'return').length;
}

function changeLast(current: Case, change: (turn: Turn) => Turn): Case {
  const { turns = [] } = current;
  const last = turns.at(-1);
  return last === undefined
    ? current
    : { ...current, turns: [...turns.slice(0, -1), change(last)] };
}

/** Whether what ended at an instant ended in time; null where no date was set. */
export function verdictAt(dueAt: Date | null, at: Date): Verdict | null {
  return dueAt === null ? null : verdictOf({ dueAt, metAt: at }, at);
}

/** Ends the turn that goes on; its internal clock ends with it. */
function endTurn(current: Case, type: TurnEnd, at: Date): Case {
  if (openTurn(current) === null) return current;
  return changeLast(current, (turn) => ({
    ...turn,
    endedAt: at,
    endedBy: type,
    verdict: verdictAt(turn.dueAt, at),
  }));
}

function beginTurn(current: Case, unitId: string, at: Date, dueAt: Date | null): Case {
  const turn: Turn = {
    ...{ unitId, dispatchedAt: at, dueAt, endedAt: null, endedBy: null },
    ...{ verdict: null, ground: null, founded: null, binds: current.arbitrated === true },
  };
  return { ...current, turns: [...(current.turns ?? []), turn] };
}

/** The case after an action that moves it between units; null for every other action. */
export function reduceTurn(current: Case, action: Action): Case | null {
  switch (action.type) {
    case 'dispatch': {
      const { unitId, turn, dueAt = null } = action.data;
      const times = { ...current.times, dispatched: current.times.dispatched ?? action.at };
      const next = { ...current, times };
      return turn === undefined ? next : beginTurn(next, unitId, action.at, dueAt);
    }
    case 'return': {
      const { ground } = action.data;
      const ended = changeLast(endTurn(current, 'return', action.at), (turn) => ({
        ...turn,
        ground,
      }));
      return { ...ended, status: 'accepted', unitId: null };
    }
    case 'reassign':
    case 'arbitrate': {
      const { unitId, founded } = action.data;
      const judged = changeLast(current, (turn) => ({ ...turn, founded }));
      const bound = action.type === 'arbitrate' ? { arbitrated: true } : {};
      return { ...judged, ...bound, status: 'assigned', unitId };
    }
    case 'withdraw':
      return { ...current, status: 'withdrawn', closedAt: action.at };
    case 'interim-reply': {
      const told = { ...action.data, at: action.at };
      return { ...current, interim: [...(current.interim ?? []), told] };
    }
    default:
      return reduceHandover(current, action);
  }
}

function reduceHandover(current: Case, action: Action): Case | null {
  switch (action.type) {
    case 'tell-handover': {
      const { dueAt } = action.data;
      const verdict = verdictAt(dueAt, action.at);
      const told = { at: action.at, dueAt, verdict, instanceKey: null, receivedOn: null } as const;
      return { ...current, handover: told };
    }
    case 'await-receipt':
    case 'receive-handover':
      if (current.handover === undefined) return current;
      return { ...current, handover: { ...current.handover, ...action.data } };
    default:
      return null;
  }
}

/** What ends a case ends the turn of its unit with it. */
export function closeTurn(current: Case, { type, at }: Pick<Action, 'type' | 'at'>): Case {
  // Answered with the case it joined: its unit has published as well.
  const end = type === 'answer-merged' ? 'publish' : turnEnds.find((one) => one === type);
  return end === undefined ? current : endTurn(current, end, at);
}
