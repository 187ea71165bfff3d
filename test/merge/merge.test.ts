import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '../../processes/canonical-json.ts';
import { checkAllowed } from '../../processes/complaint/actions.ts';
import { type ActionDraft, type Case, theHouse } from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import { foldCase } from '../../processes/complaint/fold.ts';
import { isHeldWhileMerged } from '../../processes/complaint/held.ts';
import { checkMerge, fateOfFollowers } from '../../processes/merge/merge.ts';
import { at, buildCase, digest, staff, straightWay } from '../support/build-case.ts';
import { caseWith, dispatch } from '../support/turned-case.ts';

const now = at('2026-11-20T11:00');
const office = staff('office', 'P-zhaolei', 'U-office');
const named = (id: string, count: number, change: Partial<Case> = {}): Case => ({
  ...buildCase(count),
  ...{ id, number: `HY-${id}` },
  ...change,
});
const names = { mergeId: 'case-1:merge-1', leadId: 'lead', leadNumber: 'HY-lead' } as const;
const merge: ActionDraft = {
  type: 'merge',
  at: now,
  by: office,
  data: { ...names, kind: 'duplicate' },
};
const unmerge: ActionDraft = { type: 'unmerge', at: now, by: office, data: names };
const merged = { mergeId: 'm', leadId: 'third', leadNumber: 'HY-third', at: now };

describe('a merge', () => {
  test('of two open cases holds, however far each has come', () => {
    for (const count of [2, 3, 5, 7, 8, 9])
      expect(() => checkMerge(named('lead', 9), named('one', count))).not.toThrow();
  });

  test.each<[string, Case, Case, string]>([
    ['with itself', named('one', 3), named('one', 3), 'MERGE_WITH_ITSELF'],
    ['of a closed case', named('lead', 3), named('one', 11), 'MERGE_CLOSED'],
    ['into a closed case', named('lead', 12), named('one', 3), 'MERGE_CLOSED'],
    [
      'of a case nobody started',
      named('lead', 3),
      named('one', 3, { status: 'imported-open' }),
      'MERGE_CLOSED',
    ],
    ['of a merged case', named('lead', 3), named('one', 3, { merged }), 'ALREADY_MERGED'],
    ['into a merged case', named('lead', 3, { merged }), named('one', 3), 'LEAD_IS_MERGED'],
    [
      'in a circle',
      named('lead', 3, { merged: { ...merged, leadId: 'one' } }),
      named('one', 3),
      'MERGE_CIRCLE',
    ],
    [
      'of a case that leads others',
      named('lead', 3),
      named('one', 3, { followers: [{ mergeId: 'm', caseId: 'third' }] }),
      'LEADS_OTHERS',
    ],
    ['of a case that no instance runs yet', named('lead', 3), named('one', 1), 'MERGE_NOT_STARTED'],
    [
      'of a case whose own answer goes out',
      named('lead', 3),
      named('one', 10),
      'MERGE_BEING_ANSWERED',
    ],
  ])('%s is refused', (_how, lead, follower, code) => {
    expect(() => checkMerge(lead, follower)).toThrow(code);
  });

  test('taken out again, a case may join anew', () => {
    expect(() => checkMerge(named('lead', 3), named('one', 3, { merged: null }))).not.toThrow();
  });
});

describe('a merged case', () => {
  const before = straightWay.slice(0, 3);
  const fold = (...more: ActionDraft[]) =>
    appendActions('case-1', null, [...before, ...more], digest);

  test('keeps its status, its number and its clocks, and knows its lead', () => {
    const { next } = fold(merge);

    expect(next).toMatchObject({ status: 'accepted', number: 'HY20261120-0001', closedAt: null });
    expect(next?.merged).toEqual({ ...names, at: now });
  });

  test('waits with every step a person takes, and goes on with what the house does', () => {
    const { next } = fold(merge);
    const assign: ActionDraft = { type: 'assign', at: now, by: office, data: { unitId: 'U-1' } };
    const told: ActionDraft = { type: 'notify', at: now, by: theHouse, data: { notice: 'merged' } };

    expect(() => checkAllowed(next, assign)).toThrow('CASE_MERGED');
    expect(() => checkAllowed(next, told)).not.toThrow();
    expect(isHeldWhileMerged('assign')).toBe(true);
    expect(isHeldWhileMerged(null)).toBe(true);
    expect(isHeldWhileMerged('receive-letter')).toBe(false);
  });

  test('is merged by the desk and not by a unit', () => {
    const byUnit = { ...merge, by: staff('unit-handler') };

    expect(() => checkAllowed(buildCase(3), byUnit)).toThrow('ROLE_NOT_ALLOWED');
  });

  test('taken out again stands where it stood, and its log folds to the same bytes', () => {
    const { actions, next } = fold(merge, unmerge);

    expect(next).toMatchObject({ status: 'accepted', merged: null });
    expect(canonicalJson(foldCase(actions))).toBe(canonicalJson(next));
  });

  test('gets the answer of its lead as its own end', () => {
    const answer: ActionDraft = {
      ...{ type: 'answer-merged', at: now, by: theHouse },
      data: { ...names, unitId: 'U-shizheng', mode: 'public', textDigest: 'd1' },
    };
    const { next } = fold(merge, answer);

    expect(next).toMatchObject({
      ...{ status: 'answered', unitId: 'U-shizheng', closedAt: now },
      reply: { mode: 'public', textDigest: 'd1' },
    });
  });

  test('leaves nothing open when it is answered: turn, contribution and question end with it', () => {
    const answered: ActionDraft = {
      ...{ type: 'answer-merged', at: now, by: theHouse },
      data: { ...names, unitId: 'U-shizheng', mode: 'public', textDigest: 'd1' },
    };
    const house = { at: at('2026-11-20T09:00'), by: theHouse } as const;
    const handler = { ...house, by: staff('unit-handler') };
    const asked = caseWith(
      dispatch('U-shizheng', 1, '2026-11-20'),
      {
        ...{ ...house, type: 'ask-contribution' },
        data: { contributionId: 'p-1', unitId: 'U-huanbao', dueAt: null },
      },
      { ...handler, type: 'ask-question', data: { questionId: 'q-1' } },
    );

    const over = appendActions('case-1', asked, [merge, answered], digest).next;

    expect(over?.turns).toMatchObject([{ endedBy: 'publish', endedAt: now, verdict: 'on-time' }]);
    expect(over?.contributions).toMatchObject([{ state: 'withdrawn', endedAt: now }]);
    expect(over?.questions).toMatchObject([{ state: 'taken-back', endedAt: now }]);
  });
});

describe('those who joined a case', () => {
  test.each([
    [3, 'waiting'],
    [9, 'waiting'],
    [11, 'answered'],
  ])('after %d of its steps they are %s', (count, fate) => {
    expect(fateOfFollowers(buildCase(count))).toBe(fate);
  });

  test('are released when it ends without an answer', () => {
    const refuse: ActionDraft = {
      ...{ type: 'refuse', at: now, by: staff('intake-clerk'), data: { ground: 'before-court' } },
    };
    const { next } = appendActions('case-1', null, [...straightWay.slice(0, 2), refuse], digest);

    expect(next && fateOfFollowers(next)).toBe('released');
  });
});
