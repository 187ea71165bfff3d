import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StallRow } from '../../../../workers/store/stalls.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await house.hire('owner', { role: 'process-owner', unitId: 'U-office' });
}, 60_000);
afterAll(() => house.stop());

describe('a stall', () => {
  const stall = {
    ...{ partition: 1, instanceKey: null, elementId: 'Activity_OpenCase', jobKey: '5' },
    ...{ elementInstanceKey: null, errorType: 'JOB_NO_RETRIES', message: 'no', caseId: null },
    ...{ clockId: null, position: 1, createdAt: new Date(), resolvedAt: null },
  };

  test('is shown with its reason and goes on after a retry', async () => {
    await house.deps.store.rows<StallRow>('stalls').insertOne({ ...stall, _id: '41' });
    const owner = await house.signIn('owner');

    const list = await owner.get('/api/v1/stalls');
    const retried = await owner.post('/api/v1/stalls/41/retry').send({ reason: '接口已恢复' });

    expect(list.body.items).toEqual([expect.objectContaining({ key: '41', message: 'no' })]);
    expect(retried.status).toBe(202);
    expect(house.engine.retried).toEqual(['41']);
  });

  test('that was resolved, or whose instance was given up, is not retried', async () => {
    const rows = house.deps.store.rows<StallRow>('stalls');
    await rows.insertOne({ ...stall, _id: '42', resolvedAt: new Date() });
    await rows.insertOne({ ...stall, _id: 'error:1:9', errorType: 'BANNED' });
    const owner = await house.signIn('owner');
    const retry = (key: string) =>
      owner.post(`/api/v1/stalls/${key}/retry`).send({ reason: '再试' });

    const codes = await Promise.all(['42', 'error:1:9', '43'].map(retry));

    expect(codes.map(({ body }) => body.code)).toEqual([
      'STALL_RESOLVED',
      'STALL_BANNED',
      'STALL_UNKNOWN',
    ]);
  });
});
