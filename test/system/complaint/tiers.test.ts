import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { responsibleUnit } from '../../../processes/tiers/way.ts';
import { createInstanceStore } from '../../../workers/store/instances.ts';
import { assignDown, sendBack } from '../../../workers/store/stations.ts';
import { withdrawCase } from '../../../workers/store/withdraw-case.ts';
import { nothingStuck } from '../../../workers/verify/nothing-stuck.ts';
import { usualFields } from '../../support/scripted-staff.ts';
import { settled } from '../../support/settled.ts';
import { until } from '../../support/until.ts';
import { actsIn, handlerOf } from './acts.ts';
import { at, festival } from './festival-days.ts';
import { type MovedHouse, openMovedHouse } from './moved-time.ts';

jest.setTimeout(240_000);

const [street, section, community] = ['U-donghu', 'U-donghu-chengjian', 'U-donghu-liulin'];
const report = { report: '已到现场核实，路灯线路老化，当日已更换并恢复照明。' };
const handled = { ...usualFields.propose, disposal: 'handle' };
let house: MovedHouse;
const { caseOf, tasks, act, assigned } = actsIn(() => house);

beforeAll(async () => {
  house = await openMovedHouse(festival());
  await house.moveTo(at(1, '10:00:00'));
}, 120_000);
afterAll(() => house.close());

const place = (caseId: string, unitId: string) => ({
  ...{ caseId, by: handlerOf(unitId), at: house.now() },
});

async function down(caseId: string, from: string, to: string): Promise<void> {
  const order = { unitId: to, instruction: '请到现场核实并处理。' };
  await assignDown(house.stores, place(caseId, from), order);
  await act(caseId, 'receive-down', handlerOf(to), {});
}

describe('a case that goes three tiers down and up, over the festival', () => {
  test('gives each tier its time inside the legal one, which nothing moves', async () => {
    const caseId = await assigned([], street);
    await down(caseId, street, section);
    await expect(act(caseId, 'propose', handlerOf(street), handled)).rejects.toThrow(
      'TIER_AWAITED',
    );
    await assignDown(house.stores, place(caseId, section), {
      ...{ unitId: community, instruction: '请入户核实。' },
    });
    expect(responsibleUnit(await caseOf(caseId))).toBe(section);
    await act(caseId, 'receive-down', handlerOf(community), {});
    expect(responsibleUnit(await caseOf(caseId))).toBe(community);
    const due = (await caseOf(caseId)).way?.map(({ dueAt }) => dueAt);
    expect(due).toEqual([at(16), at(15)]);

    await house.armed(at(15));
    await house.moveTo(at(15, '09:00:00'));
    const late = () => house.store.rows('notices').countDocuments({ caseId, kind: 'tier-late' });
    await until('both units to be reminded', async () => (await late()) === 2);
    await act(caseId, 'answer-up', handlerOf(community), report);
    await sendBack(house.stores, place(caseId, section), '请补充照片说明。');
    await act(caseId, 'answer-up', handlerOf(community), report);
    await act(caseId, 'answer-up', handlerOf(section), report);
    await act(caseId, 'propose', handlerOf(street), handled);

    const one = await caseOf(caseId);
    expect(one.status).toBe('proposed');
    expect(one.way?.map(({ unitId, verdict }) => [unitId, verdict])).toEqual([
      [section, 'on-time'],
      [community, 'overdue'],
      [community, 'on-time'],
    ]);
    expect((await house.stores.clocks.find(`${caseId}:done`))?.dueAt).toEqual(at(18));
    await until('the unit above to be told', async () => {
      const told = await house.store
        .rows('notices')
        .countDocuments({ caseId, kind: 'tier-answered' });
      return told === 3;
    });
  });

  test('leaves no task below when its sender withdraws', async () => {
    const caseId = await assigned([], street);
    await down(caseId, street, section);
    const open = () => tasks().countDocuments({ caseId, state: 'open' });
    await until('the task below', async () => (await open()) === 2);

    await withdrawCase(house.stores, caseId, house.now());

    const { instanceKey } = await caseOf(caseId);
    await until('its diagram to end', async () => {
      const diagram = await createInstanceStore(house.store).find(instanceKey ?? '');
      return diagram?.state === 'completed';
    });
    expect(await open()).toBe(0);
    expect((await caseOf(caseId)).way?.[0]?.closedAt).not.toBeNull();
  });

  test('leaves nothing stuck', async () => {
    const finding = await settled(nothingStuck, house);

    expect(finding.violations).toEqual([]);
  });
});
