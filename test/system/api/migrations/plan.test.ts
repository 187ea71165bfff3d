import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { impactOfFiles } from '../../../../api/migrations/impact.ts';
import { type OperatorHouse, openOperators } from '../instances/running-rows.ts';

let house: OperatorHouse;
let owner: Awaited<ReturnType<OperatorHouse['signIn']>>;
let renamed: { key: string; resource: string; shipped: string };
beforeAll(async () => {
  house = await openOperators();
  owner = await house.signIn('fengmei');
  await house.begin();
  await house.begin();
  await house.begin({}, 'Task_Assign');
  renamed = await house.publish(/Task_Assign/g, 'Task_Assigned');
}, 60_000);
afterAll(() => house.stop());

const plan = (body: object) => owner.post('/api/v1/migrations/plan').send(body);
const start = (body: object) =>
  owner.post('/api/v1/migrations').send({ reason: '新版改了编号', ...body });

describe('the plan of a migration', () => {
  test('leads a renamed step by kind and name, and counts who stands where', async () => {
    const { body } = await plan({ fromKey: '100', toKey: renamed.key });

    expect(body.mapping).toMatchObject({
      ...{ Task_PreCheck: 'Task_PreCheck', Task_Assign: 'Task_Assigned' },
    });
    expect(body.impact).toMatchObject({ running: 3, movable: 3, held: 0, clocksMoved: 0 });
    expect(
      body.impact.places.map((one: { elementId: string; instances: number; target: string }) => [
        ...[one.elementId, one.instances, one.target],
      ]),
    ).toEqual([
      ['Task_PreCheck', 2, 'Task_PreCheck'],
      ['Task_Assign', 1, 'Task_Assigned'],
    ]);
  });

  test('tells before who cannot move when a place is left out', async () => {
    const heard = { Event_WithdrawalReceived: 'Event_WithdrawalReceived' };
    const mapping = { Task_PreCheck: 'Task_PreCheck', ...heard };
    const { body } = await plan({ fromKey: '100', toKey: renamed.key, mapping });

    expect(body.impact).toMatchObject({ running: 3, movable: 2, held: 1 });
    expect(body.impact.reasons).toEqual([
      expect.objectContaining({ code: 'ELEMENT_GONE', elementId: 'Task_Assign', instances: 1 }),
    ]);
  });

  test('refuses elements that are not there, another diagram, the same version', async () => {
    const code = async (body: object) => (await plan(body)).body.code;

    expect(await code({ fromKey: '100', toKey: renamed.key, mapping: { No: 'Task_X' } })).toBe(
      'MIGRATION_MAPPING',
    );
    expect(await code({ fromKey: '100', toKey: '101' })).toBe('MIGRATION_OTHER_PROCESS');
    expect(await code({ fromKey: '100', toKey: '100' })).toBe('MIGRATION_SAME_VERSION');
    expect(await code({ fromKey: '100', toKey: '4711' })).toBe('DEFINITION_UNKNOWN');
  });
});

describe('a version that left the engine', () => {
  test('is refused as a place to go, with what to do instead', async () => {
    const part = { kind: 'process', id: 'complaint', key: renamed.key, version: 2, file: 'c.bpmn' };
    const sets = house.deps.store.rows<{ _id: string }>('model_sets');
    const old = { number: 900, state: 'superseded', takenOutAt: new Date(), parts: [part] };
    await sets.insertOne({ ...{ _id: 'taken-out' }, ...old });

    const { body } = await plan({ fromKey: '100', toKey: renamed.key });
    await sets.deleteOne({ _id: 'taken-out' });

    expect(body).toMatchObject({ code: 'MIGRATION_TAKEN_OUT', status: 409 });
  });
});

describe('asking for a migration', () => {
  test('puts it on record with its reason; nobody has moved yet', async () => {
    const answer = await start({ fromKey: '100', toKey: renamed.key });

    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ state: 'waiting', seen: 0, reason: '新版改了编号' });
    expect(await house.deps.operatorActions.newest(1)).toMatchObject([
      { deed: 'migrate', by: 'P-fengmei', about: { from: 1, to: 2, count: 3 } },
    ]);
  });

  test('that would strand every case is held, and none is told to the engine', async () => {
    const answer = await start({ fromKey: '100', toKey: renamed.key, mapping: {} });

    expect([answer.status, answer.body.code]).toEqual([409, 'MIGRATION_STRANDED']);
    expect(house.engine.operated).toEqual([]);
  });

  test('is for owners and administrators, and can be stopped and let go on', async () => {
    const { body: run } = await start({ fromKey: '100', toKey: renamed.key });
    const auditor = await house.signIn('xutao');
    const act = (what: string) => owner.post(`/api/v1/migrations/${run.id}/${what}`);

    expect((await auditor.get(`/api/v1/migrations/${run.id}`)).status).toBe(200);
    expect((await auditor.post(`/api/v1/migrations/${run.id}/stop`)).status).toBe(403);
    expect((await act('stop')).body.state).toBe('stopped');
    expect((await act('stop')).body.code).toBe('MIGRATION_ENDED');
    expect((await act('resume')).body.state).toBe('waiting');
    expect((await act('resume')).body.code).toBe('MIGRATION_NOT_STOPPED');
  });
});

describe('the impact of a set of files', () => {
  const named = (content: string) => [{ name: 'complaint.bpmn', content }];

  test('is told for changed diagrams that something runs on', async () => {
    const impact = await impactOfFiles(house.deps, named(renamed.shipped), named(renamed.resource));

    expect(impact).toMatchObject({ running: 3, held: 0, clocksMoved: 0, unreadable: [] });
    expect(impact.processes.map(({ processId, change }) => [processId, change])).toEqual([
      ['complaint', 'changed'],
    ]);
  });

  test('is nothing where nothing changed', async () => {
    const impact = await impactOfFiles(house.deps, named(renamed.shipped), named(renamed.shipped));

    expect(impact).toMatchObject({ running: 0, processes: [] });
  });

  test('names the cases a removed step or a removed diagram would leave behind', async () => {
    const without = renamed.shipped
      .replace(/Task_Assign/g, 'Task_Other')
      .replace('name="交办"', 'name="另一步"');
    const gone = await impactOfFiles(house.deps, named(renamed.shipped), named(without));
    const removed = await impactOfFiles(house.deps, named(renamed.shipped), []);

    expect(gone.held).toBe(1);
    expect(gone.processes[0]?.versions[0]?.reasons).toEqual([
      expect.objectContaining({ code: 'ELEMENT_GONE', elementId: 'Task_Assign', instances: 1 }),
    ]);
    expect(removed.held).toBe(3);
    expect(removed.processes[0]?.change).toBe('removed');
  });

  test('says which file is no diagram', async () => {
    const broken = named('<!DOCTYPE x [<!ENTITY a "b">]><bpmn:definitions/>');
    const impact = await impactOfFiles(house.deps, [], broken);

    expect(impact.unreadable).toEqual(['complaint.bpmn']);
  });
});
