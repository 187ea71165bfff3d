import { type CaseFacts, isHistory, isWithin, type Period } from './facts.ts';

/** What a case adds to a figure; null when it is not among the cases the figure is about. */
export interface Part {
  readonly n: number;
  readonly of: number;
}

/** How a figure is put together from its parts. */
export type Kind = 'count' | 'rate' | 'median' | 'mean' | 'share';
/** Which cases a period means: received in it, closed in it, open at the end of it, or named by supervision in it. */
export type PeriodRule = 'receipt' | 'closing' | 'standing' | 'naming';

interface Definition {
  readonly kind: Kind;
  readonly rule: PeriodRule;
  /** The part of a case that the period rule lets in. */
  readonly part: (facts: CaseFacts) => Part | null;
}

const one: Part = { n: 1, of: 1 };
const yesOrNo = (yes: boolean): Part => ({ n: yes ? 1 : 0, of: 1 });
const took = (from: Date, to: Date | null): Part | null =>
  to === null ? null : { n: to.getTime() - from.getTime(), of: 1 };
/** Of two clocks of a kind the one that began last. */
const clockOf = ({ clocks }: CaseFacts, kind: string) =>
  clocks.findLast((clock) => clock.kind === kind) ?? null;

function onTime(facts: CaseFacts, kind: string): Part | null {
  const verdict = clockOf(facts, kind)?.verdict ?? null;
  return verdict === null ? null : yesOrNo(verdict === 'on-time');
}

function paused(facts: CaseFacts): Part | null {
  const clock = clockOf(facts, 'done');
  return clock === null || clock.spanMs <= 0 ? null : { n: clock.pausedMs, of: clock.spanMs };
}

const isHandled = ({ status }: CaseFacts) => status !== 'received' && status !== 'imported-open';
const isLate = ({ clocks }: CaseFacts) => clocks.some(({ verdict }) => verdict === 'overdue');

/**
 * Every figure of the house. What each counts is written for people in `docs/figures.md` and, shorter, in the
 * dictionary `figures.json` under the same name.
 */
export const definitions = {
  received: { kind: 'count', rule: 'receipt', part: () => one },
  handled: { kind: 'rate', rule: 'receipt', part: (facts) => yesOrNo(isHandled(facts)) },
  closed: { kind: 'rate', rule: 'receipt', part: ({ closedAt }) => yesOrNo(closedAt !== null) },
  'public-reply': {
    kind: 'rate',
    rule: 'receipt',
    part: ({ repliedAt, isPublic }) => yesOrNo(repliedAt !== null && isPublic),
  },
  'to-assignment': {
    kind: 'median',
    rule: 'receipt',
    part: ({ receivedAt, assignedAt }) => took(receivedAt, assignedAt),
  },
  'on-time-first-response': {
    kind: 'rate',
    rule: 'receipt',
    part: (facts) => onTime(facts, 'first-response'),
  },
  'on-time-done': { kind: 'rate', rule: 'receipt', part: (facts) => onTime(facts, 'done') },
  bounced: { kind: 'rate', rule: 'receipt', part: ({ bounces }) => yesOrNo(bounces > 0) },
  'closed-in-period': { kind: 'count', rule: 'closing', part: () => one },
  'closed-on-time': { kind: 'rate', rule: 'closing', part: (facts) => onTime(facts, 'done') },
  'to-answer': {
    kind: 'median',
    rule: 'closing',
    part: ({ receivedAt, repliedAt }) => took(receivedAt, repliedAt),
  },
  'to-closing': {
    kind: 'median',
    rule: 'closing',
    part: ({ receivedAt, closedAt }) => took(receivedAt, closedAt),
  },
  satisfied: {
    kind: 'rate',
    rule: 'closing',
    part: ({ rating }) => (rating === null ? null : yesOrNo(rating.answered)),
  },
  score: {
    kind: 'mean',
    rule: 'closing',
    part: ({ rating }) => (rating === null ? null : { n: rating.score, of: 1 }),
  },
  'pause-share': { kind: 'share', rule: 'closing', part: paused },
  open: { kind: 'count', rule: 'standing', part: () => one },
  'open-overdue': {
    kind: 'count',
    rule: 'standing',
    part: (facts) => (isLate(facts) ? one : null),
  },
  named: { kind: 'count', rule: 'naming', part: () => one },
} as const satisfies Record<string, Definition>;

export type FigureId = keyof typeof definitions;

/** True when a word names a figure. */
export function isFigure(word: string): word is FigureId {
  return Object.hasOwn(definitions, word);
}

/** Every figure in the order it is shown in. */
export const figureIds: readonly FigureId[] = Object.keys(definitions).filter(isFigure);

/** Changes whenever a figure counts differently than before; a frozen set names the one it was counted with. */
export const definitionsVersion = 'figures-1';

function isMeant(rule: PeriodRule, facts: CaseFacts, period: Period): boolean {
  switch (rule) {
    case 'receipt':
      return isWithin(facts.receivedAt, period);
    case 'closing':
      return isWithin(facts.closedAt, period);
    case 'standing':
      return facts.closedAt === null && facts.receivedAt < period.until && !isHistory(facts);
    case 'naming':
      return isWithin(facts.namedAt, period);
  }
}

/** What a case adds to a figure of a period; null when it is none of its cases. */
export function partOf(figure: FigureId, facts: CaseFacts, period: Period): Part | null {
  const { rule, part }: Definition = definitions[figure];
  return isMeant(rule, facts, period) ? part(facts) : null;
}

/** Whether a case is among those that a figure puts above the line; in a figure without a line, all are. */
export function isHit(figure: FigureId, { n }: Part): boolean {
  return definitions[figure].kind === 'rate' ? n === 1 : true;
}
