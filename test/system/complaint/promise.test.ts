import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Actor } from '../../../processes/complaint/case.ts';
import { promiseIdOf } from '../../../processes/promise/promise.ts';
import type { InstanceRow } from '../../../workers/store/instances.ts';
import { clocksRing } from '../../../workers/verify/timers.ts';
import { usualFields } from '../../support/scripted-staff.ts';
import { settled } from '../../support/settled.ts';
import { until } from '../../support/until.ts';
import { actsIn, handlerOf } from './acts.ts';
import { at, festival } from './festival-days.ts';
import { type MovedHouse, openMovedHouse } from './moved-time.ts';

jest.setTimeout(240_000);

const unit = usualFields.assign.unitId;
const named = at(15).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
const deputy: Actor = { kind: 'staff', userId: 'P-5', role: 'unit-deputy', unitId: unit };
const checker: Actor = {
  ...{ kind: 'staff', userId: 'P-6', role: 'publication-checker', unitId: 'U-office' },
};
const done = {
  doneOn: at(1).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }),
  fulfilment: '全路段老化线路已经更换完毕，连续三晚巡查照明正常。',
};
let house: MovedHouse;
const { caseOf, act, assigned } = actsIn(() => house);

beforeAll(async () => {
  house = await openMovedHouse(festival());
  await house.moveTo(at(1, '10:00:00'));
}, 120_000);
afterAll(() => house.close());

/** A case whose published answer says what will be done by a day. */
async function promised(): Promise<string> {
  const caseId = await assigned([], unit);
  await act(caseId, 'propose', handlerOf(unit), { ...usualFields.propose, disposal: 'handle' });
  await act(caseId, 'draft', handlerOf(unit), { ...usualFields.draft, measuresBy: named });
  await act(caseId, 'sign', deputy, usualFields.sign);
  await act(caseId, 'check', checker, usualFields.check);
  await until('the clock of the promise', () => house.stores.clocks.find(promiseIdOf(caseId)));
  return caseId;
}

const publicOf = async (caseId: string) =>
  (await house.stores.replies.findPublic((await caseOf(caseId)).number))?.promise;
const told = (caseId: string, kind: string) =>
  house.store.rows('notices').countDocuments({ caseId, kind });

describe('what an answer promises', () => {
  test('is a clock that ends with the day it names, beside a case that is answered', async () => {
    const caseId = await promised();

    const clock = await house.stores.clocks.find(promiseIdOf(caseId));
    expect(clock).toMatchObject({ kind: 'promise', dueAt: at(16), startEvent: 'promised' });
    expect(clock?.warnAt).toEqual(at(13));
    expect((await caseOf(caseId)).status).toBe('answered');
    expect(await publicOf(caseId)).toEqual({ by: named, keptOn: null });
  });

  test('is kept with a second answer that a leader of the unit lets go out', async () => {
    const caseId = await promised();
    await act(caseId, 'fulfil-promise', handlerOf(unit), done);
    await act(caseId, 'confirm-promise', deputy, { decision: 'returned', remarks: '请补充照片。' });
    await act(caseId, 'fulfil-promise', handlerOf(unit), done);
    await act(caseId, 'confirm-promise', deputy, { decision: 'approved' });

    await until('the sender to be told', async () => (await told(caseId, 'promise-kept')) > 0);
    const clock = await house.stores.clocks.find(promiseIdOf(caseId));
    expect([clock?.status, clock?.verdict]).toEqual(['met', 'on-time']);
    expect(await publicOf(caseId)).toEqual({ by: named, keptOn: done.doneOn });
  });

  test('that is not kept in time climbs the ladder and costs what the rule says, until it is kept', async () => {
    const caseId = await promised();
    const clockId = promiseIdOf(caseId);
    await house.armed(at(13));
    await house.moveTo(at(13, '09:00:00'));
    await until('the warning', async () => (await told(caseId, 'warning')) > 0);
    await house.armed(at(16));
    await house.moveTo(at(16, '09:00:00'));

    await until('the ladder', () => house.stores.ladders.find(clockId));
    const points = await until('the points', () =>
      house.store
        .rows<{ points: number; kind: string; caseId: string }>('scores')
        .findOne({ caseId, kind: 'promise-broken' }),
    );
    expect(points.points).toBe(-2);

    await act(caseId, 'fulfil-promise', handlerOf(unit), done);
    await act(caseId, 'confirm-promise', deputy, { decision: 'approved' });
    const ladder = await until('the ladder to end', async () => {
      const one = await house.stores.ladders.find(clockId);
      return one?.outcome != null && one;
    });
    expect(ladder.outcome).toBe('met');
    expect((await house.stores.clocks.find(clockId))?.verdict).toBe('overdue');
  });

  test('leaves no promise open and every timer right', async () => {
    const instances = house.store.rows<InstanceRow>('instances');
    await until('the promises that were kept to end', async () => {
      const kept = { bpmnProcessId: 'promise', endElementId: 'Event_Kept' };
      return (await instances.countDocuments(kept)) === 2;
    });
    const finding = await settled(clocksRing, house);
    expect(finding.violations).toEqual([]);
  });
});
