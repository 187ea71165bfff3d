import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '../../processes/canonical-json.ts';
import { theHouse } from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import { foldCase } from '../../processes/complaint/fold.ts';
import { at, buildCase, digest, received, staff, straightWay } from '../support/build-case.ts';

describe('a case is the fold of its actions', () => {
  test('the straight way leads from receipt to the archive', () => {
    const statuses = straightWay.map((_, index) => buildCase(index + 1).status);

    expect([...new Set(statuses)]).toEqual([
      'received',
      'accepted',
      'assigned',
      'proposed',
      'drafted',
      'signed',
      'answered',
      'archived',
    ]);
  });

  test('folding the log again gives the same bytes', () => {
    const { actions, next } = appendActions('case-1', null, straightWay, digest);

    expect(canonicalJson(foldCase(actions))).toBe(canonicalJson(next));
  });

  test('an empty log is no case', () => {
    expect(foldCase([])).toBeNull();
  });

  test('a log that does not begin with a complaint is refused', () => {
    const opening = () => appendActions('case-1', null, straightWay.slice(1), digest);

    expect(opening).toThrow('CASE_NOT_OPENED');
  });

  test('the case is due when its earliest running clock is', () => {
    const clock = (kind: 'first-response' | 'done', dueAt: Date) =>
      ({
        type: 'start-clock',
        at: received.at,
        by: theHouse,
        data: {
          clockId: `case-1:${kind}`,
          kind,
          startEvent: 'received',
          startAt: received.at,
          dueAt,
          provisional: false,
        },
      }) as const;
    const first = at('2026-11-21T09:00');
    const done = at('2026-12-03T00:00');
    const started = [received, clock('first-response', first), clock('done', done)] as const;
    const met = {
      type: 'meet-clock',
      at: received.at,
      by: theHouse,
      data: { clockId: 'case-1:first-response', kind: 'first-response', verdict: 'on-time' },
    } as const;

    expect(appendActions('case-1', null, started, digest).next?.dueAt).toEqual(first);
    expect(appendActions('case-1', null, [...started, met], digest).next?.dueAt).toEqual(done);
  });

  test('a returned draft goes back to the handler, who drafts anew', () => {
    const returned = {
      type: 'return-draft',
      at: received.at,
      by: staff('unit-deputy'),
      data: {},
    } as const;

    expect(appendActions('case-1', buildCase(8), [returned], digest).next?.status).toBe('proposed');
  });
});
