import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { faultsIn } from '../../support/fuzz/json-schema.ts';
import { fuzzHouse, startFuzzHouse } from './fuzz-house.ts';
import type { ApiHouse } from './start-api.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(180_000);

let house: ApiHouse;
beforeAll(async () => {
  house = await startFuzzHouse();
}, 60_000);
afterAll(() => house.stop());

describe('the api as its OpenAPI document declares it', () => {
  test('answers what it is asked, rightly or wrongly, with a declared status and in its schema', async () => {
    const found = await fuzzHouse(house, { seed: 20261122, tries: 6 });

    expect(found.faults).toEqual([]);
    expect(found.requests).toBeGreaterThan(600);
    expect(found.statuses.get(200)).toBeGreaterThan(20);
  });

  test('the guard sees what is missing, undeclared or of another kind', () => {
    const schema = {
      type: 'object',
      properties: { id: { type: 'string' }, n: { type: ['integer', 'null'] } },
      required: ['id'],
    };

    expect(faultsIn(schema, { id: 'a', n: null })).toEqual([]);
    expect(faultsIn(schema, { n: 1.5, secret: 1 })).toEqual([
      '/id is missing',
      '/n is number',
      '/secret is not declared',
    ]);
  });
});
