import fc from 'fast-check';
import { channels, statuses } from '../../processes/complaint/statuses.ts';
import type { CaseFacts, Period } from '../../processes/figures/facts.ts';
import { wilson } from '../../processes/figures/interval.ts';
import type { Group } from '../../processes/figures/survey.ts';

export const zone = 'Asia/Shanghai';
export const local = (iso: string) => new Date(`${iso}+08:00`);
export const quarter: Period = {
  since: local('2026-07-01T00:00'),
  until: local('2026-10-01T00:00'),
};

/** A case that was received in the quarter and lies with its unit; each test names what differs. */
export function buildFacts(change: Partial<CaseFacts> = {}): CaseFacts {
  return {
    caseId: 'case-1',
    number: 'HY20260702-0001',
    status: 'assigned',
    channel: 'web',
    topic: 'environment',
    area: null,
    unitId: 'U-shizheng',
    receivedAt: local('2026-07-02T09:00'),
    assignedAt: local('2026-07-02T11:00'),
    repliedAt: null,
    isPublic: false,
    closedAt: null,
    clocks: [],
    bounces: 0,
    rating: null,
    namedAt: null,
    ...change,
  };
}

/** A case that was answered in public. */
export function buildAnswered(change: Partial<CaseFacts> = {}): CaseFacts {
  const at = local('2026-07-06T09:00');
  return buildFacts({ status: 'answered', repliedAt: at, isPublic: true, closedAt: at, ...change });
}

/** A unit of which `n` of `of` clocks were met in time. */
export function buildGroup(key: string, n: number, of: number): Group {
  const value = of === 0 ? null : n / of;
  return { key, figures: [{ figure: 'on-time-done', n, of, value, ...wilson(n, of) }] };
}

const day = 86_400_000;
const instant = fc
  .integer({ min: quarter.since.getTime() - 30 * day, max: quarter.until.getTime() + 30 * day })
  .map((ms) => new Date(ms));
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const clock = fc.record({
  kind: fc.constantFrom('first-response', 'done'),
  dueAt: instant,
  metAt: maybe(instant),
  verdict: maybe(fc.constantFrom('on-time' as const, 'overdue' as const)),
  spanMs: fc.integer({ min: 0, max: 30 * day }),
  pausedMs: fc.constant(0),
});

/** Any case at all, in any order of its dates. */
export const anyFacts: fc.Arbitrary<CaseFacts> = fc.record({
  caseId: fc.uuid(),
  number: fc.string(),
  status: fc.constantFrom(...statuses),
  channel: fc.constantFrom(...channels),
  topic: fc.constantFrom('environment', 'transport', 'health'),
  area: maybe(fc.constantFrom('A', 'B')),
  unitId: maybe(fc.constantFrom('U-a', 'U-b', 'U-c')),
  receivedAt: instant,
  assignedAt: maybe(instant),
  repliedAt: maybe(instant),
  isPublic: fc.boolean(),
  closedAt: maybe(instant),
  clocks: fc.array(clock, { maxLength: 2 }),
  bounces: fc.nat(3),
  rating: maybe(fc.record({ answered: fc.boolean(), score: fc.integer({ min: 1, max: 5 }) })),
  namedAt: maybe(instant),
});
