import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '../../processes/canonical-json.ts';
import { checkAllowed } from '../../processes/complaint/actions.ts';
import { theCitizen } from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import { foldCase } from '../../processes/complaint/fold.ts';
import { decideTask } from '../../processes/complaint/tasks.ts';
import { countReturns } from '../../processes/complaint/turns.ts';
import { at, buildCase, digest, staff, straightWay } from '../support/build-case.ts';
import { back, caseWith, dispatch, done, name, once, twice } from '../support/turned-case.ts';

describe('the bounce ledger of a case', () => {
  test('begins the internal clock of a unit with its dispatch and ends it with the return', () => {
    const returned = caseWith(...once);

    expect(returned).toMatchObject({ status: 'accepted', unitId: null });
    expect(returned.turns).toMatchObject([
      { unitId: 'U-shizheng', endedBy: 'return', verdict: 'on-time', ground: 'other-unit-duty' },
    ]);
  });

  test('keeps the time of the first dispatch, and one line for each unit', () => {
    const again = caseWith(...twice);

    expect(again.times.dispatched).toEqual(at('2026-11-23T09:00'));
    expect(again.turns?.map(({ unitId, verdict, founded }) => [unitId, verdict, founded])).toEqual([
      ['U-shizheng', 'on-time', true],
      ['U-huanbao', 'overdue', null],
    ]);
    expect(countReturns(again)).toBe(2);
  });

  test('marks a return that was not founded, and the unit that was decided on', () => {
    const decided = caseWith(
      ...twice,
      name('arbitrate', 'U-huanbao', false),
      dispatch('U-huanbao', 3, '2026-12-01'),
    );

    expect(decided.turns?.at(1)?.founded).toBe(false);
    expect(decided.turns?.at(2)).toMatchObject({ binds: true, endedAt: null });
    expect(decided.arbitrated).toBe(true);
  });

  test('ends with the answer', () => {
    const answered = appendActions(
      'case-1',
      { ...buildCase(10), turns: caseWith(dispatch('U-shizheng', 1, '2026-11-23')).turns ?? [] },
      straightWay.slice(10, 11),
      digest,
    ).next;

    expect(answered?.turns?.at(-1)).toMatchObject({ endedBy: 'publish', verdict: 'on-time' });
  });

  test('is not made up for cases dispatched before it was kept: their fold stays as it was', () => {
    const { actions, next } = appendActions('case-1', null, straightWay, digest);

    expect(next).not.toHaveProperty('turns');
    expect(canonicalJson(foldCase(actions))).toBe(canonicalJson(next));
  });
});

describe('giving a case back', () => {
  const held = caseWith(dispatch('U-shizheng', 1, '2026-11-23'));

  test('needs a ground from the list of duties and an explanation', () => {
    expect(decideTask('propose', held, back, done)).toMatchObject({
      type: 'return',
      data: { unitId: 'U-shizheng', turn: 1, ground: 'outside-area' },
    });
    expect(() =>
      decideTask('propose', held, { disposal: 'return', returnReason: '不想办' }, done),
    ).toThrow('FIELD_INVALID');
    expect(() => decideTask('propose', held, { ...back, returnGround: 'too-busy' }, done)).toThrow(
      'FIELD_INVALID',
    );
  });

  test('a unit does not name itself as the competent one', () => {
    const itself = { ...back, competentUnitId: 'U-shizheng' };

    expect(() => decideTask('propose', held, itself, done)).toThrow('SAME_UNIT');
  });

  test('is over once it was decided who is competent', () => {
    const bound = caseWith(
      ...twice,
      name('arbitrate', 'U-shizheng', true),
      dispatch('U-shizheng', 3, '2026-12-01'),
    );

    expect(() => decideTask('propose', bound, back, done)).toThrow('ARBITRATION_BINDS');
  });

  test('a form of an older version that does not ask means that the unit handles it', () => {
    const fields = { weight: 'simple', keyMatter: 'no', proposal: '派员核查。' };

    expect(decideTask('propose', held, fields, done).type).toBe('propose');
    expect(() => decideTask('propose', held, { weight: 'simple' }, done)).toThrow('FIELD_INVALID');
  });
});

describe('naming the next unit', () => {
  const returned = caseWith(...once);
  const office = { ...done, by: staff('office') };

  test('a founded return does not go back to the same unit; an unfounded one may', () => {
    const same = { unitId: 'U-shizheng', founded: 'yes' };

    expect(() => decideTask('reassign', returned, same, office)).toThrow('SAME_UNIT');
    expect(decideTask('reassign', returned, { ...same, founded: 'no' }, office).data).toEqual({
      unitId: 'U-shizheng',
      founded: false,
    });
  });

  test('is refused where nothing was given back', () => {
    const held = caseWith(dispatch('U-shizheng', 1, '2026-11-23'));

    expect(() =>
      decideTask('reassign', held, { unitId: 'U-huanbao', founded: 'yes' }, office),
    ).toThrow('NOTHING_RETURNED');
  });
});

describe('withdrawing', () => {
  const withdraw = {
    type: 'withdraw',
    at: at('2026-11-25T10:00'),
    by: theCitizen,
    data: {},
  } as const;

  test('is for the citizen, until the answer is signed', () => {
    expect(() => checkAllowed(buildCase(8), withdraw)).not.toThrow();
    expect(() => checkAllowed(buildCase(9), withdraw)).toThrow('ACTION_NOT_ALLOWED');
    expect(() => checkAllowed(buildCase(5), { ...withdraw, by: staff('office') })).toThrow(
      'ROLE_NOT_ALLOWED',
    );
  });

  test('ends the turn of the unit', () => {
    const held = caseWith(dispatch('U-shizheng', 1, '2026-11-23'), withdraw);

    expect(held).toMatchObject({ status: 'withdrawn', closedAt: withdraw.at });
    expect(held.turns?.at(-1)?.endedBy).toBe('withdraw');
  });
});
