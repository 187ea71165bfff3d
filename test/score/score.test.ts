import { describe, expect, test } from '@jest/globals';
import { type Actor, theHouse } from '../../processes/complaint/case.ts';
import {
  type Appeal,
  checkAppeal,
  reviewAppeal,
  type Score,
  standingPoints,
} from '../../processes/score/score.ts';
import { assess } from '../../processes/score/sheet.ts';

const at = (day: string) => new Date(`2026-${day}T10:00:00+08:00`);
const person = (userId: string, role: 'unit-principal' | 'supervision'): Actor => ({
  ...{ kind: 'staff', userId, role, unitId: 'U-shizheng' },
});
const principal = person('P-liuyang', 'unit-principal');
const supervisor = person('P-hanbin', 'supervision');

function buildScore(change: Partial<Score> = {}): Score {
  return {
    ...{ id: 'c1:done:overdue', kind: 'not-in-time', caseId: 'c1', clockId: 'c1:done' },
    ...{ clockKind: 'done', regimeId: 'city', unitId: 'U-shizheng', ground: null, by: theHouse },
    ...{ at: at('11-02'), points: -0.5, recordedAt: at('11-02'), instanceKey: '1' },
    appealUntil: at('11-17'),
    ...change,
  };
}

function buildAppeal(change: Partial<Appeal> = {}): Appeal {
  return {
    ...{ id: 'c1:done:overdue:appeal', scoreId: 'c1:done:overdue', caseId: 'c1' },
    ...{ unitId: 'U-shizheng', ground: '系统停机两小时', paper: null, by: principal },
    ...{ at: at('11-05'), instanceKey: '2', review: null },
    ...change,
  };
}

const review = (
  said: Parameters<typeof reviewAppeal>[1],
  by = supervisor,
  score = buildScore({ points: -2 }),
  appeal = buildAppeal(),
) => reviewAppeal({ score, appeal }, said, { by, at: at('11-10') });

describe('an appeal', () => {
  test('is taken until the window of the rule ends, that instant excluded', () => {
    expect(() =>
      checkAppeal(buildScore(), null, new Date(at('11-17').getTime() - 1)),
    ).not.toThrow();
    expect(() => checkAppeal(buildScore(), null, at('11-17'))).toThrow('APPEAL_WINDOW_OVER');
  });

  test('is made once, and only against points that were lost', () => {
    expect(() => checkAppeal(buildScore(), buildAppeal(), at('11-06'))).toThrow('APPEAL_MADE');
    expect(() => checkAppeal(buildScore({ points: 1 }), null, at('11-06'))).toThrow(
      'NOTHING_TO_APPEAL',
    );
  });

  test.each([
    ['upheld', null, -2],
    ['reduced', -0.5, -0.5],
    ['withdrawn', null, 0],
  ] as const)('%s leaves %s', (outcome, points, after) => {
    expect(review({ outcome, points, why: '经核实' })).toMatchObject({ before: -2, after });
  });

  test.each([[-2], [-3], [0], [null]])('is not reduced to %s of 2 points', (points) => {
    expect(() => review({ outcome: 'reduced', points, why: '' })).toThrow('NOT_A_REDUCTION');
  });

  test('is reviewed by neither the appellant nor whoever imposed the points, and once', () => {
    const upheld = { outcome: 'upheld', points: null, why: '经核实' } as const;
    const decided = buildAppeal({ review: review(upheld) });

    expect(() => review(upheld, principal)).toThrow('OWN_APPEAL');
    expect(() => review(upheld, supervisor, buildScore({ by: supervisor }))).toThrow('OWN_DEMERIT');
    expect(() => review(upheld, supervisor, buildScore(), decided)).toThrow('APPEAL_DECIDED');
  });
});

describe('the assessment sheet', () => {
  const correction = {
    ...{ id: 'x', scoreId: 'c1:done:overdue', appealId: 'a', unitId: 'U-shizheng' },
    ...{ before: -0.5, after: 0, why: '停机', by: supervisor, at: at('11-10') },
  };
  const reviewed = buildAppeal({
    review: {
      outcome: 'withdrawn',
      before: -0.5,
      after: 0,
      why: '停机',
      by: supervisor,
      at: at('11-10'),
    },
  });
  const facts = {
    scores: [
      buildScore(),
      buildScore({
        id: 'c2:done:bulletin',
        kind: 'named-in-bulletin',
        points: -1,
        at: at('10-01'),
      }),
      buildScore({ id: 'commendation:1', kind: 'commendation', points: 1 }),
    ],
    appeals: [reviewed],
    corrections: [correction],
  };

  test('sums what stands, each occurrence with its appeal and its correction', () => {
    const { lines, lost, earned, sum } = assess(facts, at('12-31'));

    expect(lines.map(({ score }) => score.id)).toEqual([
      'c2:done:bulletin',
      'c1:done:overdue',
      'commendation:1',
    ]);
    expect({ lost, earned, sum }).toEqual({ lost: -1, earned: 1, sum: 0 });
    expect(lines[1]).toMatchObject({ points: 0, corrections: [{ before: -0.5, after: 0 }] });
  });

  test('as of an earlier instant knows nothing of what came later', () => {
    const { lines, sum } = assess(facts, at('11-06'));

    expect(sum).toBe(-0.5);
    expect(lines[1]).toMatchObject({ points: -0.5, appeal: { review: null }, corrections: [] });
  });

  test('points stand as the newest correction left them', () => {
    const later = { after: -0.5, at: at('12-01') };

    expect(standingPoints({ points: -2 }, [later, { after: -1, at: at('11-01') }])).toBe(-0.5);
    expect(standingPoints({ points: -2 }, [])).toBe(-2);
  });
});
