import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { fuzzHouse, startFuzzHouse } from '../system/api/fuzz-house.ts';
import type { ApiHouse } from '../system/api/start-api.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(1_200_000);

let house: ApiHouse;
beforeAll(async () => {
  house = await startFuzzHouse();
}, 60_000);
afterAll(() => house.stop());

test.each([1, 2, 3, 4])('seed %i: no fault in forty tries of each operation', async (seed) => {
  const found = await fuzzHouse(house, { seed, tries: 40 });

  expect(found.faults).toEqual([]);
});
