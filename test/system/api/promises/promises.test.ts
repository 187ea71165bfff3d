import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { chineseCalendar } from '../../../../processes/clock/chinese-calendar.ts';
import { type Actor, theHouse } from '../../../../processes/complaint/case.ts';
import { promiseIdOf } from '../../../../processes/promise/promise.ts';
import { settleFollower } from '../../../../workers/store/merge-cases.ts';
import { closePromise, openPromise } from '../../../../workers/store/promises.ts';
import type { ReplyRow } from '../../../../workers/store/replies.ts';
import { answerCase, assignCase } from '../../citizen/drive-case.ts';
import { lamps, receiveRunning } from '../merges/drive-merge.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

const handler: Actor = {
  ...{ kind: 'staff', userId: 'P-7', role: 'unit-handler', unitId: 'U-shizheng' },
};
const deputy: Actor = { ...handler, userId: 'P-8', role: 'unit-deputy' };
const fulfilment = '全路段老化线路已经更换完毕，连续三晚巡查照明正常。';
const by = '2027-03-01';
let house: ApiHouse;

beforeAll(async () => {
  house = await startApi();
  await house.hire('bangong', { role: 'office', unitId: 'U-office' });
  await house.deps.calendars.seedOnce(chineseCalendar(), new Date());
}, 60_000);
afterAll(() => house.stop());

/** A case that another one has joined, answered with a promise that its diagram holds. */
async function promisedToTwo() {
  const office = await house.signIn('bangong');
  const lead = await receiveRunning(house);
  const follower = await receiveRunning(house, lamps[1]);
  const body = { leadId: lead.caseId, followerIds: [follower.caseId], kind: 'duplicate' };
  const merged = await office.post('/api/v1/merges').send({ ...body, reason: '同一处路灯' });
  const promiseId = promiseIdOf(lead.caseId);
  const at = new Date();
  await assignCase(house.deps, lead.caseId, at);
  await answerCase(house.deps, lead.caseId, at);
  await house.deps.store
    .rows<ReplyRow>('replies')
    .updateOne({ _id: lead.caseId }, { $set: { promise: { by, keptOn: null } } });
  await house.deps.cases.act(lead.caseId, () => [
    { type: 'make-promise', at, by: theHouse, data: { promiseId, by } },
  ]);
  const about = { promiseId, warnDays: 3, at };
  const opened = await openPromise(house.deps, { ...about, instanceKey: '41' });
  const again = await openPromise(house.deps, { ...about, instanceKey: '42' });
  await settleFollower(house.deps, merged.body.mergeIds[0], at);
  return { lead, follower, promiseId, opened, again };
}

async function keep(caseId: string, promiseId: string): Promise<void> {
  const at = new Date();
  const about = { caseId, step: 'Task_FulfilPromise', action: 'fulfil-promise', taskKey: '1' };
  await house.deps.store.transaction((tx) =>
    house.deps.entries.put(tx, {
      ...{ ...about, _id: `${caseId}:kept`, by: handler, at, salt: 'salt', digest: 'digest' },
      fields: { doneOn: '2026-11-20', fulfilment },
    }),
  );
  const doneOn = '2026-11-20';
  await house.deps.cases.act(caseId, () => [
    { type: 'fulfil-promise', at, by: handler, data: { promiseId, doneOn } },
    { type: 'confirm-promise', at, by: deputy, data: { promiseId } },
  ]);
}

const tracked = async ({ number, secret }: { number: string; secret: string }) =>
  (
    await request(house.app)
      .post('/api/v1/complaints/track')
      .set('x-huiying', '1')
      .send({ number, secret })
  ).body;

describe('a promise', () => {
  test('is held by one instance; kept, it is told once to its sender and to who joined the case', async () => {
    const { lead, follower, promiseId, opened, again } = await promisedToTwo();
    expect([opened.claimed, again.claimed]).toEqual([true, false]);
    expect(await house.deps.clocks.find(promiseId)).toMatchObject({ kind: 'promise' });
    expect((await tracked(follower)).secondAnswer).toBeNull();
    await keep(lead.caseId, promiseId);

    await closePromise(house.deps, promiseId, new Date());
    await closePromise(house.deps, promiseId, new Date());

    for (const one of [lead, follower]) {
      const { secondAnswer, reply } = await tracked(one);
      expect(secondAnswer.text).toBe(fulfilment);
      expect(reply.promise).toEqual({ by, keptOn: '2026-11-20' });
      const notices = await house.deps.notices.ofCase(one.caseId);
      expect(notices.filter(({ kind }) => kind === 'promise-kept')).toHaveLength(1);
    }
  });
});
