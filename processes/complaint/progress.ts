import type { Action, ActionType, Case } from './case.ts';
import type { Status } from './statuses.ts';

/** The steps of a complaint as its sender sees them. */
export const progressSteps = [
  'received',
  'accepted',
  'assigned',
  'handled',
  'signed',
  'answered',
  'refused',
  'handed-over',
  'withdrawn',
] as const;
export type ProgressStep = (typeof progressSteps)[number];

export interface Progress {
  readonly step: ProgressStep;
  readonly state: 'done' | 'now' | 'ahead';
  /** When it was done; null while it is not, and where it is not known. */
  readonly at: Date | null;
}

const line = ['received', 'accepted', 'assigned', 'handled', 'signed', 'answered'] as const;

/** How many steps of the line are done in each status; null where another line applies. */
const doneIn = {
  received: 1,
  accepted: 2,
  assigned: 3,
  proposed: 3,
  drafted: 4,
  signed: 5,
  answered: 6,
  archived: 6,
  refused: null,
  'handed-over': null,
  withdrawn: null,
  'imported-open': 1,
  'imported-closed': 6,
} as const satisfies Record<Status, number | null>;

/** The action whose time a step bears; a step taken again after a return bears the later time. */
const doneBy = {
  received: ['receive', 'import'],
  accepted: ['accept'],
  assigned: ['dispatch', 'assign'],
  handled: ['draft'],
  signed: ['sign'],
  answered: ['publish', 'answer-merged'],
  refused: ['refuse'],
  'handed-over': ['hand-over'],
  withdrawn: ['withdraw'],
} as const satisfies Record<ProgressStep, readonly ActionType[]>;

function timeOf(step: ProgressStep, log: readonly Pick<Action, 'type' | 'at'>[]): Date | null {
  const types: readonly ActionType[] = doneBy[step];
  return log.findLast(({ type }) => types.includes(type))?.at ?? null;
}

const ends = ['refused', 'handed-over', 'withdrawn'] as const;

/** How far a case is, step by step, with the dates on which steps were done. */
export function progressOf(
  current: Pick<Case, 'status' | 'receivedAt'>,
  log: readonly Pick<Action, 'type' | 'at'>[],
): Progress[] {
  const { status, receivedAt } = current;
  const done = doneIn[status];
  const received = { step: 'received', state: 'done', at: receivedAt } as const;
  if (done === null) {
    const end = ends.find((one) => one === status) ?? 'handed-over';
    return [received, { step: end, state: 'done', at: timeOf(end, log) }];
  }
  return line.map((step, index): Progress => {
    if (index === 0) return received;
    if (index < done) return { step, state: 'done', at: timeOf(step, log) };
    return { step, state: index === done ? 'now' : 'ahead', at: null };
  });
}
