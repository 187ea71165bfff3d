import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Regime } from '../../../../processes/complaint/regime.ts';
import { handle as startClocks } from '../../../../workers/complaint/start-clocks.ts';
import { receive } from '../start-api.ts';
import { type CalendarHouse, openCalendarHouse, publish, year2027 } from './calendar-house.ts';

jest.setTimeout(60_000);

let house: CalendarHouse;
beforeAll(async () => {
  house = await openCalendarHouse();
});
afterAll(() => house.stop());

const regime: Regime = {
  id: 'city',
  startEvent: 'received',
  doneAmount: 60,
  doneUnit: 'wd',
  answeredBy: 'unit',
  publishes: true,
};

test('a clock that begins with the older version while the next is published and applied takes the next', async () => {
  const { caseId } = await receive(house);
  const { calendars } = house.deps;
  let isFirst = true;
  const deps = {
    ...{ ...house.deps, failpoint: () => undefined },
    calendars: {
      ...calendars,
      find: async (id: string, version?: number) => {
        const found = await calendars.find(id, version);
        if (isFirst) {
          isFirst = false;
          const { runId } = await publish(house, '2027', year2027);
          await house.walked(runId);
        }
        return found;
      },
    },
  };
  const job = { key: '1', elementId: 'Activity_StartClocks', elementInstanceKey: '2' };

  await startClocks({ caseId, regime }, deps, { ...job, instanceKey: '3' });

  const clock = await house.deps.clocks.find(`${caseId}:done`);
  expect(clock?.calendar).toEqual({ id: 'cn', version: 2 });
  const log = await house.deps.cases.log(caseId);
  expect(log.map(({ type }) => type)).toEqual([
    'receive',
    'set-regime',
    'start-clock',
    'recount-clock',
  ]);
});
