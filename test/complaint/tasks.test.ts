import { describe, expect, test } from '@jest/globals';
import { decideTask } from '../../processes/complaint/tasks.ts';
import { Refusal } from '../../processes/refusal.ts';
import { buildCase, received, staff } from '../support/build-case.ts';

const done = (by = staff('unit-handler')) => ({
  at: received.at,
  by,
  step: 'Task_Any',
  digests: { 'case-1:1': 'd2' },
});
const reply = {
  investigator: '市政科 李强',
  investigatedOn: '2026-11-20',
  finding: 'substantiated',
  findingText:
    '经现场核查，您反映的滨河路三盏路灯不亮情况属实，系线路老化所致，已安排维修人员当日更换线路。',
  ground: '《城市照明管理规定》第二十三条',
  contact: '市政科 0571-12345',
  publicity: 'public',
};

function refusalOf(work: () => unknown): Refusal | null {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return null;
}

describe('what a completed task does to its case', () => {
  test('the clerk accepts, refuses or hands over, as the form says', () => {
    const decide = (fields: object) =>
      decideTask(
        'accept',
        buildCase(2),
        { ...fields, urgency: 'normal' },
        done(staff('intake-clerk')),
      );

    expect(decide({ acceptance: 'accepted' }).type).toBe('accept');
    expect(decide({ acceptance: 'refused', ground: 'before-court' }).type).toBe('refuse');
    expect(
      decide({ acceptance: 'not-ours', ground: 'other-duty', otherBody: '省电力公司' }).type,
    ).toBe('hand-over');
  });

  test('a refusal without its ground names the field', () => {
    const refusal = refusalOf(() =>
      decideTask('accept', buildCase(2), { acceptance: 'refused', urgency: 'normal' }, done()),
    );

    expect(refusal).toMatchObject({
      code: 'FIELD_INVALID',
      params: { field: 'ground', reason: 'GROUND_MISSING' },
    });
  });

  test('a receipt never counts as an answer', () => {
    const refusal = refusalOf(() =>
      decideTask('draft', buildCase(7), { ...reply, findingText: '收到，谢谢反映。' }, done()),
    );

    expect(refusal).toMatchObject({ params: { field: 'findingText', reason: 'ANSWER_TOO_SHORT' } });
  });

  test('a text that is kept back names its ground', () => {
    const kept = { ...reply, publicity: 'not-public' };
    const decide = (fields: object) => decideTask('draft', buildCase(7), { ...fields }, done());

    expect(refusalOf(() => decide(kept))).toMatchObject({
      params: { field: 'publicityGround', reason: 'GROUND_MISSING' },
    });
    expect(decide({ ...kept, publicityGround: '涉及隐私' }).type).toBe('draft');
  });

  test('a draft is known to the log by its digest, not by its text', () => {
    const action = decideTask('draft', buildCase(7), reply, done());

    expect(action).toMatchObject({
      type: 'draft',
      data: { textDigest: 'd2', finding: 'substantiated' },
    });
    expect(JSON.stringify(action)).not.toContain('滨河路');
  });

  test('what is signed is the draft as it stands', () => {
    const action = decideTask(
      'sign',
      buildCase(8),
      { decision: 'approved' },
      done(staff('unit-deputy')),
    );

    expect(action).toMatchObject({ type: 'sign', data: { textDigest: 'd1' } });
  });

  test('nobody signs their own draft', () => {
    const own = done(staff('unit-deputy', 'unit-handler'));

    expect(
      refusalOf(() => decideTask('sign', buildCase(8), { decision: 'approved' }, own)),
    ).toMatchObject({ code: 'OWN_DRAFT' });
  });

  test('a draft is returned with remarks only', () => {
    const decide = (remarks: string) =>
      decideTask(
        'sign',
        buildCase(8),
        { decision: 'returned', remarks },
        done(staff('unit-deputy')),
      );

    expect(decide('请补充整改期限').type).toBe('return-draft');
    expect(refusalOf(() => decide('  '))).toMatchObject({ params: { field: 'remarks' } });
  });

  test.each([
    ['yes', 'yes', 'yes', false],
    ['no', 'no', 'yes', false],
    ['no', 'yes', 'no', false],
    ['no', 'yes', 'yes', true],
  ] as const)(
    'publication check: secret %s, suitable %s, accurate %s',
    (containsSecret, suitableNow, accurate, mayPublish) => {
      const fields = { containsSecret, suitableNow, accurate, checkGround: '说明' };

      expect(
        decideTask('check', buildCase(9), fields, done(staff('publication-checker'))).data,
      ).toMatchObject({ mayPublish });
    },
  );

  test('a confidential complaint is never answered in public', () => {
    const confidential = { ...buildCase(9), confidential: true };
    const fields = { containsSecret: 'no', suitableNow: 'yes', accurate: 'yes' };

    expect(decideTask('check', confidential, fields, done()).data).toMatchObject({
      mayPublish: false,
    });
  });

  test('there is one check per item', () => {
    const fields = { containsSecret: 'no', suitableNow: 'yes', accurate: 'yes' };

    expect(refusalOf(() => decideTask('check', buildCase(10), fields, done()))).toMatchObject({
      code: 'ALREADY_CHECKED',
    });
  });
});
