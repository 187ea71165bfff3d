import { describe, expect, test } from '@jest/globals';
import { checkAllowed } from '../../processes/complaint/actions.ts';
import { theCitizen } from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import { Refusal } from '../../processes/refusal.ts';
import { reopenUntil, usualReopenDays } from '../../processes/reopening/reopening.ts';
import { shippedRegimes } from '../complaint/build-regime.ts';
import { at, buildCase, digest, staff, straightWay } from '../support/build-case.ts';

const answeredAt = at('2026-11-20T10:00');
const answered = buildCase(straightWay.length - 1);
const archived = buildCase(straightWay.length);
const other = { caseId: 'C-2', number: 'HY20261125-0007' };
const daysAfter = (days: number) => new Date(answeredAt.getTime() + days * 86_400_000);

describe('the window in which a matter can be put again', () => {
  test('begins with the answer, outlasts the archive, and is thirty days where the regime says nothing', () => {
    expect(usualReopenDays).toBe(30);
    expect(reopenUntil(answered, answeredAt)).toEqual(daysAfter(30));
    expect(reopenUntil(archived, daysAfter(29))).toEqual(daysAfter(30));
    expect(reopenUntil(archived, daysAfter(30))).toBeNull();
  });

  test('is as long as the regime says; none of no days', () => {
    const under = (reopenDays: number) => ({
      ...archived,
      regime: {
        id: 'city',
        startEvent: 'received',
        answeredBy: 'unit',
        publishes: true,
        reopenDays,
      },
    });

    expect(reopenUntil(under(7), daysAfter(6))).toEqual(daysAfter(7));
    expect(reopenUntil(under(7), daysAfter(8))).toBeNull();
    expect(reopenUntil(under(0), answeredAt)).toBeNull();
  });

  test('is shut before the answer, after an erasure, and once the matter was put again', () => {
    expect(reopenUntil(buildCase(straightWay.length - 2), answeredAt)).toBeNull();
    expect(reopenUntil({ ...archived, erasedAt: daysAfter(1) }, daysAfter(1))).toBeNull();
    expect(
      reopenUntil({ ...archived, reopenedAs: { ...other, at: daysAfter(1) } }, daysAfter(2)),
    ).toBeNull();
  });

  test('stands in every row of the shipped table', async () => {
    const days = [...(await shippedRegimes()).values()].map(({ reopenDays }) => reopenDays);

    expect(days.length).toBeGreaterThan(5);
    expect(new Set(days)).toEqual(new Set([30]));
  });
});

describe('a matter that is put again', () => {
  const reopen = { type: 'reopen', at: daysAfter(1), data: other } as const;

  test('stands on the answered case, and changes nothing else of it', () => {
    const { next } = appendActions(
      archived.id,
      archived,
      [{ ...reopen, by: theCitizen }],
      digest,
      checkAllowed,
    );

    expect(next).toEqual({
      ...archived,
      ...{ reopenedAs: { ...other, at: daysAfter(1) }, updatedAt: daysAfter(1) },
      ...{ version: archived.version + 1, headHash: next?.headHash },
    });
  });

  test('is the sender’s alone, and only after an answer', () => {
    const put = (current: typeof archived, by: typeof theCitizen) => () =>
      appendActions(current.id, current, [{ ...reopen, by }], digest, checkAllowed);

    expect(put(archived, staff('office'))).toThrow(new Refusal('ROLE_NOT_ALLOWED'));
    expect(put(buildCase(5), theCitizen)).toThrow(new Refusal('ACTION_NOT_ALLOWED'));
  });
});
