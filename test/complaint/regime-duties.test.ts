import { describe, expect, test } from '@jest/globals';
import { appendActions } from '../../processes/complaint/chain.ts';
import { decideTask } from '../../processes/complaint/tasks.ts';
import { at, buildCase, digest, staff } from '../support/build-case.ts';

const received = at('2026-02-11T10:00');

describe('the duties of a regime', () => {
  const done = { at: received, step: 'Task', digests: {} };
  const city = { id: 'city', startEvent: 'received', answeredBy: 'unit', publishes: true };

  test('where it is signed in writing, the leader of the unit names the paper, the office does not', () => {
    const current = { ...buildCase(8), regime: { ...city, inWriting: true } };
    const principal = { ...done, by: staff('unit-principal') };
    const approved = { decision: 'approved' };

    expect(() => decideTask('endorse', current, approved, principal)).toThrow('FIELD_INVALID');
    expect(
      decideTask('endorse', current, { ...approved, paper: '签批件〔2026〕3号' }, principal).type,
    ).toBe('endorse');
    expect(decideTask('sign', current, approved, { ...done, by: staff('office') }).type).toBe(
      'sign',
    );
    expect(
      decideTask('endorse', current, { decision: 'returned', remarks: '请补充' }, principal).type,
    ).toBe('return-draft');
  });

  test('an endorsed text is not signed yet; the office may write the one that is', () => {
    const by = { at: received };
    const drafted = buildCase(8);
    const { next } = appendActions(
      'case-1',
      drafted,
      [
        { ...by, type: 'endorse', by: staff('unit-deputy'), data: { textDigest: 'd1' } },
        {
          ...{ ...by, type: 'draft', by: staff('office') },
          data: { finding: 'substantiated', publicity: 'public', textDigest: 'd2' },
        },
      ],
      digest,
    );

    expect(next?.status).toBe('drafted');
    expect(next?.draft).toMatchObject({ by: 'office', textDigest: 'd2' });
    expect(next?.signedDigest).toBeNull();
  });
});
