import { describe, expect, test } from '@jest/globals';
import type { Role } from '../../processes/roles.ts';
import { mustDecide, mustWithdraw, type Proposal } from '../../processes/settings/proposal.ts';

const open: Proposal = {
  ...{ id: 'p', kind: 'topics', key: 'house', base: 1, before: {}, after: {}, reason: '调整' },
  ...{ by: 'P-a', at: new Date(0), restores: null, state: 'open' },
  ...{ decidedBy: null, decidedAt: null, remark: null },
};
const person = (id: string, ...roles: Role[]) => ({ id, roles: roles.map((role) => ({ role })) });

describe('a change that waits', () => {
  test('is decided on by somebody else of the right role', () => {
    expect(() => mustDecide(open, person('P-b', 'office'))).not.toThrow();
    expect(() => mustDecide(open, person('P-b', 'unit-handler'))).toThrow('ROLE_MISSING');
    expect(() => mustDecide(open, person('P-a', 'system-admin'))).toThrow('OWN_PROPOSAL');
  });

  test('is never decided on by whom it is about', () => {
    const roles: Proposal = { ...open, kind: 'person', key: 'P-b' };

    expect(() => mustDecide(roles, person('P-b', 'leading-group'))).toThrow('OWN_PROPOSAL');
    expect(() => mustDecide(roles, person('P-c', 'leading-group'))).not.toThrow();
  });

  test('is decided on once, and taken back only by whoever made it', () => {
    const done: Proposal = { ...open, state: 'refused' };

    expect(() => mustDecide(done, person('P-b', 'office'))).toThrow('SETTING_DECIDED');
    expect(() => mustWithdraw(done, 'P-a')).toThrow('SETTING_DECIDED');
    expect(() => mustWithdraw(open, 'P-b')).toThrow('PROPOSAL_NOT_YOURS');
    expect(() => mustWithdraw(open, 'P-a')).not.toThrow();
  });
});
