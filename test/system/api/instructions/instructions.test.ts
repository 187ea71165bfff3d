import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chineseCalendar } from '../../../../processes/clock/chinese-calendar.ts';
import type { Actor } from '../../../../processes/complaint/case.ts';
import { completeTask } from '../../../../workers/store/complete-task.ts';
import {
  openInstruction,
  remindOfInstruction,
  tellLeader,
} from '../../../../workers/store/instructions.ts';
import { assignCase } from '../../citizen/drive-case.ts';
import { receiveRunning } from '../merges/drive-merge.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

type Agent = Awaited<ReturnType<ApiHouse['signIn']>>;
const instruction = '请住建和城管当面核实，三日内报结果。';
const feedback = '已现场核实并更换线路，当晚恢复照明。';
const handler: Actor = {
  ...{ kind: 'staff', userId: 'P-7', role: 'unit-handler', unitId: 'U-shizheng' },
};
let house: ApiHouse;
let leader: Agent;

beforeAll(async () => {
  house = await startApi();
  await house.hire('shuji', { role: 'leading-group', unitId: 'U-city' });
  await house.hire('zhuren', { role: 'leading-group', unitId: 'U-city' });
  await house.hire('juzhang', { role: 'unit-principal', unitId: 'U-huanbao' });
  await house.hire('renyuan', { role: 'unit-handler', unitId: 'U-shizheng' });
  await house.deps.calendars.seedOnce(chineseCalendar(), new Date());
  leader = await house.signIn('shuji');
}, 60_000);
afterAll(() => house.stop());

const write = (by: Agent, caseId: string, body: object) =>
  by.post(`/api/v1/cases/${caseId}/instructions`).send(body);
const caseOf = async (caseId: string) => {
  const one = await house.deps.cases.find(caseId);
  if (one === null) throw new Error('the case is not there');
  return one;
};
const noticesOf = (caseId: string, kind: string) =>
  house.deps.store
    .rows<{ caseId: string; kind: string; to: { id: string } }>('notices')
    .find({ caseId, kind })
    .toArray();

async function assigned() {
  const given = await receiveRunning(house);
  await assignCase(house.deps, given.caseId, new Date());
  return given;
}

describe('a leader writes an instruction', () => {
  test('on a case and on others by number: each unit is asked, the office where none has the case', async () => {
    const first = await assigned();
    const second = await receiveRunning(house);

    const done = await write(leader, first.caseId, {
      ...{ instruction, paper: '市批〔2026〕7号', also: [second.number, second.number] },
    });

    expect(done.status).toBe(204);
    for (const [{ caseId }, unitId] of [[first, 'U-shizheng'] as const, [second, null] as const]) {
      const id = `${caseId}:instruction-1`;
      expect((await caseOf(caseId)).instructions).toMatchObject([{ id, unitId, reportedAt: null }]);
      const word = await house.deps.outbox.find(`instruction-given:${id}`);
      expect(word?.told).toMatchObject({ variables: { instructionId: id, unitId: unitId ?? '' } });
    }
    const file = await leader.get(`/api/v1/cases/${first.caseId}`);
    expect(file.body.instructions).toMatchObject([{ text: instruction, feedback: null }]);
  });

  test('on all of them or on none', async () => {
    const first = await assigned();

    const done = await write(leader, first.caseId, { instruction, also: ['HY20990101-9999'] });

    expect(done.body).toMatchObject({ status: 404, code: 'CASE_NUMBER_UNKNOWN' });
    expect((await caseOf(first.caseId)).instructions).toBeUndefined();
  });

  test('once, also when it is sent again after a lost answer; another leader under the same key is heard', async () => {
    const { caseId } = await assigned();
    const other = await house.signIn('zhuren');
    const send = (by: Agent) =>
      write(by, caseId, { instruction }).set('idempotency-key', 'the-same-wish');

    expect([await send(leader), await send(leader)].map(({ status }) => status)).toEqual([
      204, 204,
    ]);
    expect((await caseOf(caseId)).instructions).toHaveLength(1);
    expect((await send(other)).status).toBe(204);
    expect((await caseOf(caseId)).instructions).toHaveLength(2);
  });

  test('only a leader does, and the principal of a unit only on what the unit has', async () => {
    const { caseId } = await assigned();
    const handler = await house.signIn('renyuan');
    const principal = await house.signIn('juzhang');

    expect((await write(handler, caseId, { instruction })).status).toBe(403);
    expect((await write(principal, caseId, { instruction })).status).toBe(404);
    expect((await write(leader, caseId, { instruction: '' })).status).toBe(422);
  });
});

describe('an instruction', () => {
  test('is held by one instance, reported on once, and its leader is told', async () => {
    const { caseId } = await assigned();
    await write(leader, caseId, { instruction });
    const instructionId = `${caseId}:instruction-1`;
    const about = { instructionId, days: 5, at: new Date() };
    const opened = await openInstruction(house.deps, { ...about, instanceKey: '77' });
    expect(opened.claimed).toBe(true);
    expect((await openInstruction(house.deps, { ...about, instanceKey: '78' })).claimed).toBe(
      false,
    );
    await remindOfInstruction(house.deps, instructionId, new Date());
    const late = await noticesOf(caseId, 'instruction-late');
    expect(late.map(({ to }) => to.id).toSorted()).toEqual(['office', 'unit-handler@U-shizheng']);
    const key = await house.openTask({
      ...{ caseId, candidateGroups: ['unit-handler@U-shizheng'], instanceKey: '77' },
      ...{ action: 'report-on-instruction', formKey: null },
    });
    const task = await house.deps.tasks.find(key);
    if (task === null) throw new Error('the task is not there');

    await completeTask(house.deps, {
      ...{ task, form: null, outputs: [], fields: { feedback }, by: handler },
      ...{ idempotencyKey: null, at: new Date() },
    });
    await tellLeader(house.deps, instructionId, new Date());
    await remindOfInstruction(house.deps, instructionId, new Date());

    const file = await leader.get(`/api/v1/cases/${caseId}`);
    expect(file.body.instructions).toMatchObject([{ text: instruction, feedback }]);
    expect(file.body.instructions[0].reportedAt).not.toBeNull();
    const { by } = (await caseOf(caseId)).instructions?.[0] ?? {};
    const told = await noticesOf(caseId, 'instruction-reported');
    expect(told.map(({ to }) => to.id)).toEqual([by]);
    expect(await noticesOf(caseId, 'instruction-late')).toHaveLength(2);
  });
});
