import { reduceInstruction } from '../instruction/instruction.ts';
import { reduceLookBack } from '../look-back/look-back.ts';
import { reduceMerge } from '../merge/fold.ts';
import { reducePromise } from '../promise/promise.ts';
import { reducePublication } from '../publication/published.ts';
import { reduceRecourse } from '../recourse/recourse.ts';
import { Refusal } from '../refusal.ts';
import { reduceReopening } from '../reopening/reopening.ts';
import { reduceRetention } from '../retention/rule.ts';
import { closeWay, reduceWay } from '../tiers/way.ts';
import type { Action, ActionData, ActionType, Case, CaseClock } from './case.ts';
import { closeContributions, reduceContribution } from './contributions.ts';
import { closeQuestion, reduceQuestion } from './questions.ts';
import { reduceRegime } from './regimes.ts';
import { closeTurn, reduceTurn } from './turns.ts';

type Step = Pick<Action, 'caseId' | 'n' | 'at' | 'hash'>;

function open(step: Step, data: ActionData<'receive'>): Case {
  return {
    id: step.caseId,
    number: data.number,
    status: 'received',
    version: 0,
    headHash: '',
    channel: data.channel,
    topic: data.topic,
    area: data.area,
    anonymous: data.anonymous,
    confidential: data.confidential,
    times: {
      posted: data.posted,
      collected: data.collected,
      received: data.received,
      dispatched: null,
    },
    started: true,
    instanceKey: null,
    regime: null,
    urgency: 'normal',
    unitId: null,
    clocks: [],
    supervisors: [],
    dueAt: null,
    weight: null,
    draft: null,
    signedDigest: null,
    mayPublish: null,
    reply: null,
    notices: [],
    rating: null,
    source: null,
    ...(data.referral ? { referral: { ...data.referral, reportedAt: null } } : {}),
    ...(data.reopens ? { reopens: data.reopens } : {}),
    receivedAt: data.received,
    updatedAt: step.at,
    closedAt: null,
  };
}

function imported(step: Step, data: ActionData<'import'>): Case {
  return {
    ...open(step, data),
    status: data.open ? 'imported-open' : 'imported-closed',
    started: false,
    source: { profile: data.profile, id: data.sourceId },
    closedAt: data.closedAt,
    dueAt: data.open ? data.dueAt : null,
  };
}

function withClocks(current: Case, clocks: readonly CaseClock[]): Case {
  const running = clocks
    .filter((clock) => clock.state === 'running' && clock.paused === undefined)
    .map((clock) => clock.dueAt.getTime());
  return {
    ...current,
    clocks,
    dueAt: running.length === 0 ? null : new Date(Math.min(...running)),
  };
}

function changeClock(current: Case, clockId: string, change: Partial<CaseClock>): Case {
  return withClocks(
    current,
    current.clocks.map((clock) => (clock.clockId === clockId ? { ...clock, ...change } : clock)),
  );
}

function endClock(current: Case, clockId: string, end: Pick<CaseClock, 'state' | 'verdict'>): Case {
  return withClocks(
    current,
    current.clocks.map((clock) => {
      if (clock.clockId !== clockId) return clock;
      const { paused, ...rest } = clock;
      return { ...rest, ...end };
    }),
  );
}

/** A clock as it stands after it moved; one that runs says nothing of a pause. */
function moveClock(
  current: Case,
  { clockId, dueAfter, provisional }: ActionData<'resume-clock'>,
  change: (clock: CaseClock) => Partial<CaseClock>,
): Case {
  const clocks = current.clocks.map((clock) => {
    if (clock.clockId !== clockId) return clock;
    const { paused, ...rest } = clock;
    return { ...rest, dueAt: dueAfter, provisional, ...change(clock) };
  });
  return withClocks(current, clocks);
}

function reduceMove(current: Case, action: Action): Case | null {
  switch (action.type) {
    case 'pause-clock': {
      const { category, from, to } = action.data;
      const lasts = to === null ? { paused: { from, category } } : {};
      return moveClock(current, { ...action.data, to: from }, () => lasts);
    }
    case 'resume-clock':
      return moveClock(current, action.data, () => ({}));
    case 'grant-extension':
      return moveClock(current, { ...action.data, to: action.at }, ({ paused, extended = 0 }) => ({
        extended: extended + 1,
        ...(paused === undefined ? {} : { paused }),
      }));
    default:
      return changesNoClock.includes(action.type) ? current : null;
  }
}

const changesNoClock: readonly ActionType[] = [
  'warn',
  'ask-extension',
  'decide-extension',
  'decline-extension',
];

function reduceClock(current: Case, action: Action): Case | null {
  switch (action.type) {
    case 'start-clock': {
      const { clockId, kind, dueAt, provisional } = action.data;
      if (current.clocks.some((clock) => clock.clockId === clockId)) return current;
      return withClocks(current, [
        ...current.clocks,
        { clockId, kind, dueAt, provisional, state: 'running', verdict: null, rung: null },
      ]);
    }
    case 'meet-clock':
      return endClock(current, action.data.clockId, { state: 'met', verdict: action.data.verdict });
    case 'overdue':
      return endClock(current, action.data.clockId, { state: 'overdue', verdict: 'overdue' });
    case 'supervise': {
      const { clockId, rung, role } = action.data;
      const supervisors = [...current.supervisors, { role, clockId, rung }];
      return changeClock({ ...current, supervisors }, clockId, { rung });
    }
    case 'restart-clock':
    case 'recount-clock': {
      const { clockId, dueAt, provisional } = action.data;
      return changeClock(current, clockId, { dueAt, provisional });
    }
    default:
      return reduceMove(current, action);
  }
}

function reduceAnswer(current: Case, action: Action): Case | null {
  switch (action.type) {
    case 'propose':
      return { ...current, status: 'proposed', weight: action.data.weight };
    case 'draft': {
      const { finding, publicity, textDigest } = action.data;
      return {
        ...current,
        status: 'drafted',
        draft: { by: action.by.userId, finding, publicity, textDigest },
      };
    }
    case 'return-draft':
      return { ...current, status: 'proposed' };
    case 'sign':
      return {
        ...{ ...current, status: 'signed', signedDigest: action.data.textDigest },
        ...(action.by.userId === null ? {} : { signedBy: action.by.userId }),
      };
    case 'rate':
      return { ...current, rating: { ...action.data, at: action.at } };
    case 'archive':
      return { ...current, status: 'archived' };
    default:
      return null;
  }
}

function reduceHandling(current: Case, action: Action): Case {
  switch (action.type) {
    case 'start':
      return {
        ...current,
        status: 'received',
        started: true,
        dueAt: null,
        times: { ...current.times, received: action.at },
        receivedAt: action.at,
      };
    case 'claim':
      return { ...current, instanceKey: action.data.instanceKey };
    case 'accept':
      return { ...current, status: 'accepted', urgency: action.data.urgency };
    case 'refuse':
      return { ...current, status: 'refused', closedAt: action.at };
    case 'hand-over':
      return { ...current, status: 'handed-over', closedAt: action.at };
    case 'assign':
      return { ...current, status: 'assigned', unitId: action.data.unitId };
    case 'report-back':
      return {
        ...current,
        referral: { deadline: null, ...current.referral, reportedAt: action.data.reportedAt },
      };
    case 'notify':
      return { ...current, notices: [...current.notices, action.data.notice] };
    default:
      return current;
  }
}

/**
 * The case after one more action: pure, total over every action type.
 *
 * @throws Refusal `CASE_NOT_OPENED` when the first action neither receives nor imports a complaint.
 */
export function applyAction(current: Case | null, action: Action): Case {
  const opened =
    action.type === 'receive'
      ? open(action, action.data)
      : action.type === 'import'
        ? imported(action, action.data)
        : current;
  if (opened === null) throw new Refusal('CASE_NOT_OPENED');
  const next =
    reduceClock(opened, action) ??
    reduceAnswer(opened, action) ??
    reducePublication(opened, action) ??
    reduceTurn(opened, action) ??
    reduceRegime(opened, action) ??
    reduceQuestion(opened, action) ??
    reduceContribution(opened, action) ??
    reduceWay(opened, action) ??
    reduceMerge(opened, action) ??
    reduceReopening(opened, action) ??
    reduceRecourse(opened, action) ??
    reducePromise(opened, action) ??
    reduceLookBack(opened, action) ??
    reduceInstruction(opened, action) ??
    reduceRetention(opened, action) ??
    reduceHandling(opened, action);
  return {
    ...closeQuestion(closeWay(closeContributions(closeTurn(next, action), action), action), action),
    version: action.n + 1,
    headHash: action.hash,
    updatedAt: action.at,
  };
}

/** The case that a whole log tells; null for an empty log. */
export function foldCase(actions: readonly Action[]): Case | null {
  return actions.reduce<Case | null>(applyAction, null);
}
