import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type OperatorHouse, openOperators } from './running-rows.ts';

let house: OperatorHouse;
let admin: Awaited<ReturnType<OperatorHouse['signIn']>>;
beforeAll(async () => {
  house = await openOperators();
  admin = await house.signIn('admin');
}, 60_000);
afterAll(() => house.stop());

const reason = '数据库已恢复';

describe('stalls', () => {
  test('stand by cause, and all of one cause are retried at once, each on record', async () => {
    const [a, b, c] = [await house.begin(), await house.begin(), await house.begin()];
    const same = [await house.stall(a.key), await house.stall(b.key)];
    await house.stall(c.key, { errorType: 'CONDITION_ERROR', jobKey: null });
    await house.stall(c.key, { resolvedAt: new Date() });

    const causes = await admin.get('/api/v1/stalls/causes');
    const retried = await admin.post('/api/v1/stalls/retry').send({
      ...{ errorType: 'JOB_NO_RETRIES', processId: 'complaint', elementId: 'Activity_OpenCase' },
      reason,
    });

    expect(
      causes.body.items.map((one: { errorType: string; count: number }) => [
        one.errorType,
        one.count,
      ]),
    ).toEqual([
      ['JOB_NO_RETRIES', 2],
      ['CONDITION_ERROR', 1],
    ]);
    expect(retried.body).toEqual({ retried: 2, gone: 0, left: 0 });
    expect(house.engine.retried.toSorted()).toEqual(same.toSorted());
    const log = await house.deps.operatorActions.newest(10);
    expect(log.map(({ deed, reason: why, outcome }) => [deed, why, outcome])).toEqual([
      ['retry', reason, 'done'],
      ['retry', reason, 'done'],
    ]);
  });

  test('of an instance the engine gave up cannot be retried', async () => {
    const answer = await admin.post('/api/v1/stalls/retry').send({
      ...{ errorType: 'BANNED', processId: 'complaint', elementId: '' },
      reason,
    });

    expect([answer.status, answer.body.code]).toEqual([409, 'STALL_BANNED']);
  });
});

describe('what could not be told', () => {
  test('is shown by ids only, and told again once when asked', async () => {
    const { store, outbox, now } = house.deps;
    await store.transaction((tx) =>
      outbox.put(tx, now(), null, [
        {
          key: 'message:lost',
          told: {
            ...{ kind: 'message', name: 'case-rated', correlationKey: 'c-1', messageId: 'c-1' },
            variables: { secret: 'nobody sees this' },
          },
        },
      ]),
    );
    const { rows } = await outbox.take({ now: now(), limit: 50, lockMs: 1000, way: 'engine' });
    const lost = rows.find(({ _id }) => _id === 'message:lost');
    if (lost === undefined) throw new Error('the row was not taken');
    await outbox.giveUp(lost, now(), 'grpc-3');

    const listed = await admin.get('/api/v1/outbox/given-up');
    const retry = () =>
      admin.post('/api/v1/outbox/given-up/retry').send({ key: 'message:lost', reason });
    const first = await retry();
    const again = await retry();

    expect(listed.body.items).toEqual([
      expect.objectContaining({ key: 'message:lost', kind: 'message', what: 'case-rated' }),
    ]);
    expect(JSON.stringify(listed.body)).not.toContain('nobody sees this');
    expect(first.status).toBe(202);
    expect([again.status, again.body.code]).toEqual([409, 'OUTBOX_NOT_GIVEN_UP']);
    expect((await admin.get('/api/v1/outbox/given-up')).body.items).toEqual([]);
  });
});
