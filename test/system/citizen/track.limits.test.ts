import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type CitizenHouse, startCitizenHouse } from './start-citizen.ts';
import { createVisitor } from './visitor.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(120_000);

let house: CitizenHouse;
beforeAll(async () => {
  house = await startCitizenHouse();
});
afterAll(() => house.stop());

describe('guessing tracking codes', () => {
  test('guessing is slowed with a clear sentence', async () => {
    const stranger = createVisitor(house.app);
    const tries = Array.from({ length: 90 }, () =>
      stranger.post('/track', { number: 'HY1', secret: 'x' }),
    );

    const answers = await Promise.all(tries);

    const limited = answers.find(({ status }) => status === 429);
    expect(limited?.text).toContain('请稍等一会儿再试');
    expect(limited?.headers['retry-after']).toMatch(/^\d+$/);
  });
});
