import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StallRow } from '../../../../workers/store/stalls.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

let house: ApiHouse;
let complaintDiagram: Buffer;
beforeAll(async () => {
  house = await startApi();
  await house.hire('owner', { role: 'process-owner', unitId: 'U-office' });
  await house.hire('admin', { role: 'system-admin', unitId: 'U-city' });
  complaintDiagram = await readFile(
    new URL('../../../../processes/complaint/complaint.bpmn', import.meta.url),
  );
}, 60_000);
afterAll(() => house.stop());

describe('deploying a set', () => {
  test('stamps every diagram with the version of the set', async () => {
    const owner = await house.signIn('owner');

    const done = await owner
      .post('/api/v1/deployments')
      .attach('files', complaintDiagram, 'complaint.bpmn');

    expect(done.status).toBe(201);
    expect(done.body.versionTag).toMatch(/^set-/);
    const [file] = house.engine.deployed.at(-1) ?? [];
    expect(file?.content).toContain(`value="${done.body.versionTag}"`);
  });

  test('names the place of what is wrong and deploys nothing', async () => {
    const owner = await house.signIn('owner');
    const before = house.engine.deployed.length;

    const refused = await owner
      .post('/api/v1/deployments')
      .attach('files', complaintDiagram, 'complaint.bpmn')
      .attach('files', Buffer.from('<unknown-job/>'), 'other.bpmn');

    expect([refused.status, refused.body.code]).toEqual([422, 'DEPLOYMENT_REFUSED']);
    expect(refused.body.problems).toEqual([
      { file: 'other.bpmn', place: 'Task_1, line 3', message: 'nobody serves it' },
    ]);
    expect(house.engine.deployed).toHaveLength(before);
  });

  test.each([
    ['a path for a name', '../../x.bpmn.exe', Buffer.from('<a/>')],
    ['another encoding', 'x.bpmn', Buffer.from('\ufeff<a/>', 'utf16le')],
  ])('takes no file with %s', async (_what, name, bytes) => {
    const owner = await house.signIn('owner');

    const refused = await owner.post('/api/v1/deployments').attach('files', bytes, name);

    expect([refused.status, refused.body.code]).toEqual([422, 'DEPLOYMENT_FILE']);
  });

  test('says so when the engine cannot be reached', async () => {
    const owner = await house.signIn('owner');
    house.engine.isAway = true;

    const refused = await owner
      .post('/api/v1/deployments')
      .attach('files', complaintDiagram, 'complaint.bpmn');

    house.engine.isAway = false;
    expect([refused.status, refused.body.code]).toEqual([503, 'ENGINE_UNREACHABLE']);
    expect(refused.headers['retry-after']).toBe('10');
  });

  test('is for process owners', async () => {
    const admin = await house.signIn('admin');

    const refused = await admin
      .post('/api/v1/deployments')
      .attach('files', complaintDiagram, 'complaint.bpmn');

    expect(refused.status).toBe(403);
  });
});

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
