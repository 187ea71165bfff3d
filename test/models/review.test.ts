import { describe, expect, test } from '@jest/globals';
import type { DraftReview } from '../../processes/models/draft.ts';
import { conflictsOf, rebased } from '../../processes/models/rebase.ts';
import {
  approvalOf,
  mustBePublishable,
  mustBeReviewable,
  mustJudge,
} from '../../processes/models/review.ts';
import { buildDraft } from './build-draft.ts';

const approval: DraftReview = {
  ...{ at: new Date('2026-11-02T02:00:00Z'), by: 'P-second', verdict: 'approved', text: '' },
  filesDigest: 'f1',
};
const approved = buildDraft({ state: 'approved', reviews: [approval] });
const read = { readDigest: 'f1', filesDigest: 'f1' };

describe('a review', () => {
  test.each([
    ['whose draft it is', 'P-owner'],
    ['who saved a file in it', 'P-hand'],
  ])('is not for somebody %s', (_who, userId) => {
    const draft = buildDraft({ state: 'in-review', hands: ['P-hand'] });

    expect(() => mustJudge(draft, userId, read)).toThrow('OWN_MODEL_DRAFT');
  });

  test('is of a draft whose review was asked for, as it was read', () => {
    const asked = buildDraft({ state: 'in-review' });

    expect(() => mustJudge(asked, 'P-second', read)).not.toThrow();
    expect(() => mustJudge(buildDraft(), 'P-second', read)).toThrow('DRAFT_NOT_IN_REVIEW');
    expect(() => mustJudge(asked, 'P-second', { ...read, readDigest: 'f0' })).toThrow(
      'DRAFT_READ_OTHERWISE',
    );
  });

  test.each([
    [{ state: 'in-review' }, true, 'DRAFT_IN_REVIEW'],
    [{ state: 'approved' }, true, 'DRAFT_APPROVED'],
    [{ state: 'published' }, true, 'DRAFT_CLOSED'],
    [{ publishing: 'v2' }, true, 'DRAFT_PUBLISHING'],
    [{}, false, 'DRAFT_UNCHANGED'],
  ] as const)('is not asked of a draft that is %o', (change, hasChanges, code) => {
    expect(() => mustBeReviewable(buildDraft(change), hasChanges)).toThrow(code);
  });
});

describe('putting in force', () => {
  test('takes the approval of exactly these files', () => {
    expect(mustBePublishable(approved, 'f1', 'v1')).toEqual(approval);
    expect(approvalOf(approved, 'f2')).toBeNull();
    expect(() => mustBePublishable(approved, 'f2', 'v1')).toThrow('DRAFT_NOT_APPROVED');
  });

  test('takes no approval of somebody who saved a file afterwards', () => {
    const draft = { ...approved, hands: ['P-owner', 'P-second'] };

    expect(() => mustBePublishable(draft, 'f1', 'v1')).toThrow('DRAFT_NOT_APPROVED');
  });

  test.each([
    [{ state: 'draft' }, 'v1', 'DRAFT_NOT_APPROVED'],
    [{}, 'v2', 'DRAFT_BASE_MOVED'],
    [{}, null, 'DRAFT_BASE_MOVED'],
    [{ publishing: 'v3' }, 'v1', 'DRAFT_PUBLISHING'],
    [{ state: 'published' }, 'v1', 'DRAFT_CLOSED'],
  ] as const)('is refused to a draft that is %o while %s is in force', (change, inForce, code) => {
    expect(() => mustBePublishable({ ...approved, ...change }, 'f1', inForce)).toThrow(code);
  });
});

describe('a rebase', () => {
  const files = (text: string) =>
    text.split(' ').map((pair) => ({ name: pair.slice(0, 1), digest: pair.slice(2) }));
  const sides = {
    base: files('a=1 b=1 c=1 d=1'),
    inForce: files('a=2 b=1 c=2 d=2'),
    changes: [
      ...[
        { name: 'b', digest: '9' },
        { name: 'c', digest: '9' },
        { name: 'd', digest: '2' },
      ],
      ...[
        { name: 'e', digest: '1' },
        { name: 'a', digest: '1' },
      ],
    ],
  };

  test('names the file that both sides changed', () => {
    expect(conflictsOf(sides)).toEqual([{ name: 'c', mine: '9', theirs: '2' }]);
    expect(() => rebased(sides, {})).toThrow('DRAFT_CONFLICTS');
  });

  test('keeps what only the draft changed and takes what only the other side changed', () => {
    const mine = rebased(sides, { c: 'mine' });
    const theirs = rebased(sides, { c: 'theirs' });

    expect([...mine]).toEqual([
      ['b', '9'],
      ['c', '9'],
      ['d', '2'],
      ['e', '1'],
      ['a', '2'],
    ]);
    expect(theirs.get('c')).toBe('2');
  });

  test('knows a file removed on one side and changed on the other for a conflict', () => {
    const removed = { ...sides, changes: [{ name: 'a', digest: null }] };

    expect(conflictsOf(removed)).toEqual([{ name: 'a', mine: null, theirs: '2' }]);
    expect(rebased(removed, { a: 'mine' }).get('a')).toBeNull();
  });
});
