import { describe, expect, test } from '@jest/globals';
import { appendActions, firstBrokenLink } from '../../processes/complaint/chain.ts';
import { at, digest, straightWay } from '../support/build-case.ts';

const { actions } = appendActions('case-1', null, straightWay, digest);

describe('the action log is a chain', () => {
  test('an untouched log verifies from genesis', () => {
    expect(firstBrokenLink(actions, digest)).toBeNull();
  });

  test('an edited action is named', () => {
    const edited = actions.map((action) =>
      action.n === 4 ? { ...action, at: at('2026-11-20T11:00') } : action,
    );

    expect(firstBrokenLink(edited, digest)).toBe(4);
  });

  test('a deleted action is named by its place', () => {
    expect(
      firstBrokenLink(
        actions.filter(({ n }) => n !== 3),
        digest,
      ),
    ).toBe(3);
  });

  test('a deleted head is named', () => {
    expect(firstBrokenLink(actions.slice(1), digest)).toBe(0);
  });

  test('two actions that changed places are named', () => {
    expect(firstBrokenLink(actions.toSpliced(5, 2, ...actions.slice(5, 7).reverse()), digest)).toBe(
      5,
    );
  });
});
