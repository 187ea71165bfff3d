import { describe, expect, test } from '@jest/globals';
import type { ModelEngine } from './model-engine.ts';

/** What the walks through one part of the shipped set need. */
export interface Walk {
  readonly engine: () => ModelEngine;
  /** Waits for the end of a diagram, and notes the ends that were reached. */
  readonly endsOf: (processId: string) => Promise<readonly string[]>;
}

/** Every path through the diagrams of points and of appeals against them. */
export function scorePaths({ engine, endsOf }: Walk): void {
  describe('an occasion for points', () => {
    const noted = { claimed: true, occasion: 'not-in-time', clockKind: 'done', regimeId: 'city' };

    test.each([
      ['o-points', true, 'demerit Event_Recorded'],
      ['o-none', false, 'demerit Event_NoPoints'],
    ])('%s: the ledger says whether points were recorded', async (occasionId, recorded, end) => {
      await engine().start(
        'demerit-occasion',
        { occasionId },
        { 'score:open-occasion': [noted], 'score:record-points': [{ recorded }] },
      );

      expect(await endsOf('demerit')).toEqual([end]);
    });

    test('that another instance judges already ends at once', async () => {
      await engine().start(
        'demerit-occasion',
        { occasionId: 'o-twice' },
        { 'score:open-occasion': [{ ...noted, claimed: false }] },
      );

      expect(await endsOf('demerit')).toEqual(['demerit Event_StartedTwice']);
    });
  });

  describe('an appeal against points', () => {
    test.each([
      ['upheld', 'demerit-appeal Event_Upheld'],
      ['reduced', 'demerit-appeal Event_Reduced'],
      ['withdrawn', 'demerit-appeal Event_Withdrawn'],
    ])('is reviewed by supervision: %s', async (outcome, end) => {
      const appealId = `a-${outcome}`;
      await engine().start(
        'demerit-appealed',
        { appealId },
        { 'score:open-appeal': [{ claimed: true }] },
      );

      expect(await engine().doTask('Task_ReviewDemerit', { outcome })).toEqual({
        groups: ['supervision'],
        action: 'review-demerit',
      });
      expect(await endsOf('demerit-appeal')).toEqual([end]);
      expect(engine().served.at(-1)).toBe('score:correct-points');
    });

    test('that another instance handles already ends at once', async () => {
      await engine().start(
        'demerit-appealed',
        { appealId: 'a-twice' },
        { 'score:open-appeal': [{ claimed: false }] },
      );

      expect(await endsOf('demerit-appeal')).toEqual(['demerit-appeal Event_StartedTwice']);
    });
  });
}
