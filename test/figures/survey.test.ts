import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type FigureId, figureIds } from '../../processes/figures/definitions.ts';
import type { CaseFacts, FrozenClock } from '../../processes/figures/facts.ts';
import { dimensions, figureIn, openSurvey } from '../../processes/figures/survey.ts';
import { anyFacts, buildAnswered, buildFacts, local, quarter, zone } from './build-facts.ts';

function surveyed(cases: readonly CaseFacts[]) {
  const survey = openSurvey(quarter, zone);
  for (const facts of cases) survey.add(facts);
  return survey.result();
}
const counted = (figure: FigureId, ...cases: CaseFacts[]) => {
  const { n, of, value } = figureIn(surveyed(cases).figures, figure);
  return { n, of, value };
};
const hour = 3_600_000;
const done = (change: Partial<FrozenClock>): FrozenClock => ({
  kind: 'done',
  dueAt: local('2026-07-14T00:00'),
  metAt: null,
  verdict: null,
  spanMs: 10 * hour,
  pausedMs: 0,
  ...change,
});
const before = local('2026-06-30T23:59');

describe('the figures of a period', () => {
  test('count who was received in it, its last instant left to the next', () => {
    const received = [quarter.since, quarter.until, before].map((receivedAt) =>
      buildFacts({ receivedAt }),
    );

    expect(counted('received', ...received).n).toBe(1);
  });

  test('say how many were handled, closed and publicly replied of those received', () => {
    const cases = [
      buildAnswered(),
      buildAnswered({ isPublic: false }),
      buildFacts(),
      buildFacts({ status: 'received', assignedAt: null }),
    ];

    expect(counted('handled', ...cases)).toEqual({ n: 3, of: 4, value: 0.75 });
    expect(counted('closed', ...cases)).toEqual({ n: 2, of: 4, value: 0.5 });
    expect(counted('public-reply', ...cases)).toEqual({ n: 1, of: 4, value: 0.25 });
  });

  test('take the middle of the times from receipt to assignment', () => {
    const assignedAfter = (hours: number) =>
      buildFacts({ assignedAt: new Date(local('2026-07-02T09:00').getTime() + hours * hour) });
    const waiting = buildFacts({ assignedAt: null });

    expect(
      counted('to-assignment', assignedAfter(1), assignedAfter(2), assignedAfter(90), waiting),
    ).toEqual({
      ...{ n: 3, of: 3 },
      value: 2 * hour,
    });
    expect(counted('to-assignment', assignedAfter(1), assignedAfter(3), waiting).value).toBe(
      2 * hour,
    );
    expect(counted('to-assignment', waiting)).toEqual({ n: 0, of: 0, value: null });
  });

  test('judge each kind of clock by itself, and leave out what is not decided', () => {
    const cases = [
      buildFacts({ clocks: [done({ verdict: 'on-time' })] }),
      buildFacts({ clocks: [done({ verdict: 'overdue' })] }),
      buildFacts({ clocks: [done({ verdict: null })] }),
      buildFacts({ clocks: [done({ kind: 'first-response', verdict: 'on-time' })] }),
      buildFacts(),
    ];

    expect(counted('on-time-done', ...cases)).toEqual({ n: 1, of: 2, value: 0.5 });
    expect(counted('on-time-first-response', ...cases)).toEqual({ n: 1, of: 1, value: 1 });
  });

  test('count by closing what was closed in it, whenever it was received', () => {
    const old = buildAnswered({ receivedAt: before, clocks: [done({ verdict: 'on-time' })] });
    const later = buildAnswered({ closedAt: quarter.until });

    expect(counted('closed-in-period', old, later).n).toBe(1);
    expect(counted('closed-on-time', old, later)).toEqual({ n: 1, of: 1, value: 1 });
    expect(counted('closed', old, later)).toEqual({ n: 1, of: 1, value: 1 });
  });

  test('ask of the closed how content people were, and how long clocks stood still', () => {
    const content = buildAnswered({
      rating: { answered: true, score: 5 },
      clocks: [done({ pausedMs: 5 * hour })],
    });
    const not = buildAnswered({ rating: { answered: false, score: 2 }, clocks: [done({})] });

    expect(counted('satisfied', content, not, buildAnswered()).value).toBe(0.5);
    expect(counted('score', content, not, buildAnswered()).value).toBe(3.5);
    expect(counted('pause-share', content, not).value).toBe(0.25);
  });

  test('count as open what stands at the end, but no history of other systems', () => {
    const late = buildFacts({ receivedAt: before, clocks: [done({ verdict: 'overdue' })] });
    const history = buildFacts({ status: 'imported-open', clocks: [done({ verdict: 'overdue' })] });
    const cases = [late, history, buildFacts(), buildAnswered()];

    expect(counted('open', ...cases).n).toBe(2);
    expect(counted('open-overdue', ...cases).n).toBe(1);
  });

  test('count a historical request by its dates', () => {
    const closed = buildFacts({ status: 'imported-closed', closedAt: local('2026-07-03T09:00') });
    const open = buildFacts({ status: 'imported-open' });

    expect(counted('closed', closed, open)).toEqual({ n: 1, of: 2, value: 0.5 });
    expect(counted('handled', closed, open)).toEqual({ n: 1, of: 2, value: 0.5 });
  });

  test('count whom supervision named in it, whenever received', () => {
    const named = buildFacts({ receivedAt: before, namedAt: local('2026-08-01T09:00') });

    expect(counted('named', named, buildFacts()).n).toBe(1);
  });

  test('count returns and transfers as cases that bounced, however often', () => {
    expect(counted('bounced', buildFacts({ bounces: 3 }), buildFacts())).toEqual({
      ...{ n: 1, of: 2 },
      value: 0.5,
    });
  });
});

describe('groups', () => {
  test('a month is the one that people at the institution had', () => {
    const lastEvening = buildFacts({ receivedAt: new Date('2026-07-31T16:30:00Z') });

    expect(surveyed([lastEvening]).groups.month.map(({ key }) => key)).toEqual(['2026-08']);
  });

  test('cases without a unit are a group of their own', () => {
    const keys = surveyed([buildFacts({ unitId: null }), buildFacts()]).groups.unit;

    expect(keys.map(({ key }) => key)).toEqual(['', 'U-shizheng']);
  });

  test('of each dimension add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { maxLength: 40 }), (cases) => {
        const { figures, groups } = surveyed(cases);
        for (const dimension of dimensions) {
          for (const figure of figureIds) {
            const parts = groups[dimension].map((group) => figureIn(group.figures, figure));
            const sum = parts.reduce((total, part) => total + part.of, 0);
            expect(sum).toBe(figureIn(figures, figure).of);
          }
        }
      }),
    );
  });
});

describe('whatever the cases', () => {
  test('the lists behind a figure count the same as the figure', () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { maxLength: 40 }), (cases) => {
        const survey = openSurvey(quarter, zone);
        const lists = cases.map((facts) => survey.add(facts));
        const rates: readonly FigureId[] = ['handled', 'closed', 'public-reply', 'on-time-done'];
        for (const figure of rates) {
          const { n, of } = figureIn(survey.result().figures, figure);
          expect(lists.filter(({ base }) => base.includes(figure))).toHaveLength(of);
          expect(lists.filter(({ hit }) => hit.includes(figure))).toHaveLength(n);
        }
      }),
    );
  });

  test('their order makes no difference, and counting again gives the same', () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { maxLength: 30 }), (cases) => {
        expect(surveyed(cases.toReversed())).toEqual(surveyed(cases));
      }),
    );
  });

  test('a rate lies in its interval, and both within 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { maxLength: 40 }), (cases) => {
        for (const { value, low, high } of surveyed(cases).figures) {
          if (low === null || high === null || value === null) continue;
          expect([0 <= low, low <= value, value <= high, high <= 1]).toEqual(Array(4).fill(true));
        }
      }),
    );
  });
});
