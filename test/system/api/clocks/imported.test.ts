import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { regime } from '../../../../processes/complaint/regime.ts';
import { handle as startClocks } from '../../../../workers/complaint/start-clocks.ts';
import { createImportStore } from '../../../../workers/store/imports.ts';
import { pastProfile, pastRequest } from '../../../support/past-requests.ts';
import { type ApiHouse, startApi } from '../start-api.ts';
import { workersOf } from './drive-clock.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
}, 60_000);
afterAll(() => house.stop());

test('an imported open case that is started gets the clocks of its regime beside the one its source froze', async () => {
  const { store } = house.deps;
  const imports = createImportStore(store, house.deps);
  const now = new Date();
  const request = { ...pastRequest(12), dueAt: new Date('2026-04-01T00:00:00Z') };
  await imports.addOnce([request], pastProfile, now);
  expect(await imports.start(pastProfile.id, 1, now)).toBe(1);
  const one = await house.deps.cases.findByNumber(request.number);
  const caseId = one?.id ?? '';
  const city = regime.parse({
    ...{ id: 'city', startEvent: 'received', answeredBy: 'unit', publishes: true },
    ...{ firstAmount: 24, firstUnit: 'h', doneAmount: 8, doneUnit: 'wd' },
  });
  const job = { key: '1', elementId: 'e', elementInstanceKey: '2', instanceKey: '3' };

  await startClocks({ caseId, regime: city }, workersOf(house), job);

  const clocks = await house.deps.clocks.ofCase(caseId);
  expect(clocks.map(({ id, status }) => [id.slice(caseId.length), status])).toEqual([
    [':done', 'running'],
    [':first-response', 'running'],
    [':source', 'frozen'],
  ]);
});
