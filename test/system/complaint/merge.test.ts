import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import type { CaseRow } from '../../../workers/store/cases.ts';
import type { Store } from '../../../workers/store/connect.ts';
import type { InstanceRow } from '../../../workers/store/instances.ts';
import {
  type Receipt,
  rateReply,
  submitComplaint,
  trackComplaint,
} from '../../support/citizen-client.ts';
import type { DeskClient } from '../../support/desk-client.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { workOnce } from '../../support/scripted-staff.ts';
import { until } from '../../support/until.ts';
import { verifySettled } from '../../support/verify.ts';

jest.setTimeout(240_000);

const logins = ['wangmin', 'zhaolei', 'liqiang', 'chenjing', 'zhouning'];
const reworded = {
  subject: '晚上走路一片黑',
  text: '我每天下夜班经过滨河路，这几天街灯全灭着，摸黑走很害怕，麻烦派人看看路灯。',
  place: '滨河路',
  contact: { name: '李晓梅', phone: '13912345679', email: 'li.xiaomei@example.org' },
};
const mergeIds = z.object({ mergeIds: z.array(z.string()) });
let house: Installation;
let store: Store;
let staff: DeskClient[];
let clerk: DeskClient;

beforeAll(async () => {
  house = await openInstallation();
  store = await house.openStore();
  clerk = await house.signIn('wangmin');
  staff = await Promise.all(logins.map((login) => house.signIn(login)));
});
afterAll(async () => {
  await store?.close();
  await house.close();
});

async function send(key: string, fields: object = {}): Promise<Receipt> {
  const receipt = await submitComplaint(house.baseUrl, key, fields);
  if (receipt === null) throw new Error('the house did not answer');
  return receipt;
}

async function rowOf({ number }: Receipt): Promise<CaseRow> {
  return until(`${number} to run`, async () => {
    const row = await store.rows<CaseRow>('cases').findOne({ number });
    return row === null || row.instanceKey === null || row.clocks.length === 0 ? null : row;
  });
}

/** Until its task is at the desk: before, nobody looks at it. */
async function atTheDesk(receipt: Receipt): Promise<CaseRow> {
  const row = await rowOf(receipt);
  await until(`${receipt.number} at the desk`, async () =>
    (await clerk.tasks()).some(({ caseId }) => caseId === row._id),
  );
  return row;
}

describe('cases that are handled as one', () => {
  test('are each answered under their own number when the lead is, and what was taken out goes its own way', async () => {
    const receipts = [
      await send('lead'),
      await send('follower', reworded),
      await send('apart', reworded),
    ];
    const [lead, follower, apart] = await Promise.all(receipts.map(atTheDesk));
    if (!lead || !follower || !apart) throw new Error('three cases');
    const joined = await clerk.post('/merges', {
      leadId: lead._id,
      followerIds: [follower._id, apart._id],
      kind: 'campaign',
      reason: '反映同一处路灯',
    });
    expect(joined.status).toBe(201);
    const [, secondMerge = ''] = mergeIds.parse(joined.body).mergeIds;
    const undone = await clerk.post(`/merges/${secondMerge}/undo`, { reason: '另有诉求' });
    expect(undone.status).toBe(204);

    const answered = await until('every case to be answered', async () => {
      await workOnce(staff);
      const rows = await store.rows<CaseRow>('cases').find({ status: 'answered' }).toArray();
      return rows.length === 3 ? rows : null;
    });

    expect(answered.map(({ clocks }) => clocks.map(({ verdict }) => verdict))).toEqual(
      answered.map(() => ['on-time', 'on-time']),
    );
    const types = async ({ _id }: CaseRow) =>
      (await store.rows('actions').find({ caseId: _id }).sort({ n: 1 }).toArray()).map(
        ({ type }) => type,
      );
    expect(await types(follower)).toEqual(expect.arrayContaining(['merge', 'answer-merged']));
    expect(await types(follower)).not.toContain('publish');
    expect(await types(apart)).toEqual(expect.arrayContaining(['merge', 'unmerge', 'publish']));
    for (const receipt of receipts)
      expect(JSON.stringify((await trackComplaint(house.baseUrl, receipt)).body)).toContain(
        '更换线路',
      );
    const register = await (await fetch(`${house.baseUrl}/api/v1/register`)).text();
    expect(register).toContain(lead.number);
    expect(register).not.toContain(follower.number);
  });

  test('the instance of the answered case is cancelled, its rating is heard, its file closed', async () => {
    const { body } = await clerk.get('/cases?status=answered&limit=50');
    expect(JSON.stringify(body)).toContain('晚上走路');
    const merge = await store.rows('merges').findOne({ state: 'answered' });
    const follower = await store.rows<CaseRow>('cases').findOne({ number: merge?.followerNumber });
    if (follower === null) throw new Error('the case that joined');
    await until('its instance to end', async () => {
      const own = await store
        .rows<InstanceRow>('instances')
        .findOne({ _id: follower.instanceKey ?? '' });
      return own?.state === 'terminated';
    });
    const number = follower.number;
    const receipt = await send('follower', reworded);
    expect(receipt.number).toBe(number);

    expect(await rateReply(house.baseUrl, receipt, 4)).toBeLessThan(300);

    await until('its file to be closed', async () => {
      const row = await store.rows<CaseRow>('cases').findOne({ number });
      return row?.status === 'archived';
    });
  });

  test('a lead that is refused gives those who joined it back to the desk', async () => {
    const receipts = [await send('refused-lead'), await send('released', reworded)];
    const [lead, follower] = await Promise.all(receipts.map(atTheDesk));
    if (!lead || !follower) throw new Error('two cases');
    await clerk.post('/merges', {
      leadId: lead._id,
      followerIds: [follower._id],
      kind: 'duplicate',
      reason: '反映同一处路灯',
    });
    const task = (await clerk.tasks()).find(({ caseId }) => caseId === lead._id);
    await clerk.complete(task?.key ?? '', {
      acceptance: 'refused',
      urgency: 'normal',
      ground: 'petition-review',
      explanation: '请向原决定机关申请复查。',
    });

    await until('the other one back at the desk', async () =>
      (await clerk.tasks()).some(({ caseId }) => caseId === follower._id),
    );
    expect((await store.rows<CaseRow>('cases').findOne({ _id: follower._id }))?.merged).toBeNull();
  });

  test('afterwards every invariant holds', async () => {
    const { seen, violations } = await verifySettled(house, null);

    expect(violations).toEqual([]);
    for (const id of ['I1', 'I2', 'I5', 'I7']) expect(seen[id]).toBeGreaterThan(0);
  });
});
