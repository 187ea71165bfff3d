import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { CaseRow } from '../../../workers/store/cases.ts';
import { checkArchive } from '../../support/check-archive.ts';
import {
  rateReply,
  submitComplaint,
  trackComplaint,
  usualComplaint,
} from '../../support/citizen-client.ts';
import type { DeskClient } from '../../support/desk-client.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { type Deviation, workOnce } from '../../support/scripted-staff.ts';
import { until } from '../../support/until.ts';
import { verifySettled } from '../../support/verify.ts';

jest.setTimeout(240_000);

const logins = ['wangmin', 'zhaolei', 'liqiang', 'chenjing', 'zhouning'];
let house: Installation;
let staff: DeskClient[];

beforeAll(async () => {
  house = await openInstallation();
  staff = await Promise.all(logins.map((login) => house.signIn(login)));
});

afterAll(() => house.close());

async function send(key: string, fields: object = {}) {
  const receipt = await submitComplaint(house.baseUrl, key, fields);
  if (receipt === null) throw new Error('the house did not answer');
  return receipt;
}

async function workUntil(number: string, status: string, deviate?: Deviation): Promise<CaseRow> {
  const store = await house.openStore();
  try {
    return await until(`${number} to be ${status}`, async () => {
      await workOnce(staff, deviate);
      const row = await store.rows<CaseRow>('cases').findOne({ number });
      return row?.status === status ? row : null;
    });
  } finally {
    await store.close();
  }
}

describe('one complaint, the whole way', () => {
  test('is accepted, assigned, handled, signed, checked, published, rated and archived', async () => {
    const receipt = await send('whole-way');
    const answered = await workUntil(receipt.number, 'answered');
    expect(answered.reply?.mode).toBe('public');
    expect(answered.clocks.map(({ state, verdict }) => [state, verdict])).toEqual([
      ['met', 'on-time'],
      ['met', 'on-time'],
    ]);

    const { body } = await trackComplaint(house.baseUrl, receipt);
    expect(JSON.stringify(body)).toContain('更换线路');
    const register = await fetch(`${house.baseUrl}/api/v1/register`);
    expect(await register.text()).toContain(receipt.number);

    expect(await rateReply(house.baseUrl, receipt, 5)).toBeLessThan(300);
    const { _id } = await workUntil(receipt.number, 'archived');
    const office = staff.find(({ login }) => login === 'zhaolei');
    const zip = await office?.download(`/cases/${_id}/archive`);
    const { code, said } = await checkArchive(zip ?? Buffer.from(''));
    expect([code, said]).toEqual([0, expect.stringMatching(/^[1-9]\d* links, [1-9]\d* texts/)]);
  });

  test('a complaint outside the duties is not accepted: the citizen reads why, and no reply stands', async () => {
    const receipt = await send('refused', { subject: '请求复核信访决定' });
    const refuse: Deviation = (_item, step) =>
      step === 'accept'
        ? {
            acceptance: 'refused',
            ground: 'petition-review',
            explanation: '请向原决定机关申请复查。',
          }
        : null;
    await workUntil(receipt.number, 'refused', refuse);

    const told = await until('the notice', async () => {
      const { body } = await trackComplaint(house.baseUrl, receipt);
      return JSON.stringify(body).includes('复查') ? body : null;
    });
    expect(told).toMatchObject({ status: 'refused' });
  });

  test('a draft that is returned is drafted and signed anew', async () => {
    const receipt = await send('returned', { subject: '小区噪声扰民' });
    let returned = 0;
    const returnOnce: Deviation = (_item, step) => {
      if (step !== 'sign' || returned > 0) return null;
      returned += 1;
      return { decision: 'returned', remarks: '请补充整改期限。' };
    };
    const row = await workUntil(receipt.number, 'answered', returnOnce);

    const store = await house.openStore();
    const types = await store
      .rows('actions')
      .find({ caseId: row._id })
      .sort({ n: 1 })
      .map(({ type }) => type)
      .toArray();
    await store.close();
    expect(types.filter((type) => type === 'draft')).toHaveLength(2);
    expect(types.filter((type) => type === 'return-draft')).toHaveLength(1);
  });

  test('a «no» of the publication check stops publication, never the answer', async () => {
    const receipt = await send('private', { subject: '涉及他人隐私的事项' });
    const no: Deviation = (_item, step) =>
      step === 'check' ? { suitableNow: 'no', checkGround: '涉及第三人隐私' } : null;
    const row = await workUntil(receipt.number, 'answered', no);

    expect(row.reply?.mode).toBe('private');
    expect(JSON.stringify((await trackComplaint(house.baseUrl, receipt)).body)).toContain(
      '更换线路',
    );
    expect(await (await fetch(`${house.baseUrl}/api/v1/register`)).text()).not.toContain(
      receipt.number,
    );
  });

  test('a wrong secret is answered like an unknown number', async () => {
    const receipt = await send('secret');

    const wrong = await trackComplaint(house.baseUrl, {
      ...receipt,
      secret: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-A',
    });
    const unknown = await trackComplaint(house.baseUrl, {
      number: 'HY20200101-0001',
      secret: receipt.secret,
    });

    expect(wrong.status).toBe(404);
    expect({ ...wrong.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
  });

  test('with the engine away a complaint is taken, and runs when it is back', async () => {
    await house.kill('Zeebe');
    const receipt = await send('engine-away', { subject: '停水未提前通知' });
    await house.start('Zeebe');

    expect((await workUntil(receipt.number, 'answered')).reply).not.toBeNull();
  });

  test('the same complaint sent twice is one case with one receipt', async () => {
    const [first, second] = await Promise.all([send('twice'), send('twice')]);

    expect(second).toEqual(first);
    await expect(send('twice', { subject: '另一件事' })).rejects.toThrow('refused: 4');
  });

  test('afterwards every invariant holds, and no phone number stands where it must not', async () => {
    const { seen, violations } = await verifySettled(house, null);

    expect(violations).toEqual([]);
    for (const id of ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I11', 'I12'])
      expect(seen[id]).toBeGreaterThan(0);
    expect(usualComplaint.contact.phone.length).toBeGreaterThan(7);
  });
});
