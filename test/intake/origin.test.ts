import { describe, expect, test } from '@jest/globals';
import { foldCase } from '../../processes/complaint/fold.ts';
import { orderTimes } from '../../processes/intake/origin.ts';
import { at, buildCase, received } from '../support/build-case.ts';

const now = at('2026-11-20T12:00');
const times = { posted: null, collected: null, received: null };

describe('the times of a complaint entered by staff', () => {
  test('that were not given are those of the next step', () => {
    const collected = at('2026-11-19T10:00');

    expect(orderTimes(times, now)).toEqual({ posted: now, collected: now, received: now });
    expect(orderTimes({ ...times, collected }, now)).toEqual({
      posted: collected,
      collected,
      received: now,
    });
  });

  test.each([
    ['received tomorrow', { received: at('2026-11-21T12:00') }, 'receivedAt'],
    [
      'collected after it was received',
      { received: at('2026-11-18T12:00'), collected: at('2026-11-19T12:00') },
      'collectedAt',
    ],
    [
      'posted after it was collected',
      { collected: at('2026-11-18T12:00'), posted: at('2026-11-19T12:00') },
      'postedAt',
    ],
  ])('%s are refused at their field', (_what, given, field) => {
    expect(() => orderTimes({ ...times, ...given }, now)).toThrow(
      expect.objectContaining({ params: expect.objectContaining({ field }) }),
    );
  });
});

describe('a referred case', () => {
  const deadline = at('2026-11-27T00:00');

  test('knows until when the other body wants the result', () => {
    const action = { ...received, caseId: 'c', n: 0, prev: '', hash: 'h' } as const;
    if (action.type !== 'receive') throw new Error('the first action receives');
    const data = { ...action.data, referral: { deadline } };

    expect(foldCase([{ ...action, data }])?.referral).toEqual({ deadline, reportedAt: null });
  });

  test('is nothing the others have to say', () => {
    expect(buildCase(1)).not.toHaveProperty('referral');
  });
});
