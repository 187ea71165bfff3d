import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type LabHouse, openLabHouse, slowerCity } from './lab-house.ts';

// A net only: the lab may have to be built.
jest.setTimeout(300_000);

describe('a draft whose example cases do not pass', () => {
  let house: LabHouse;
  let path: string;
  let draftId: string;

  beforeAll(async () => {
    house = await openLabHouse();
    draftId = await house.draftWith('rules', [{ name: 'regime.dmn', content: await slowerCity() }]);
    path = `/api/v1/studio/drafts/${draftId}`;
  });
  afterAll(() => house.stop());

  const digest = async () => {
    const draft = await house.deps.modelDrafts.find(draftId);
    return draft === null ? '' : house.deps.modelDrafts.filesDigest(draft);
  };

  test('is refused for want of a review before the rule lab is asked anything', async () => {
    const refused = await (await house.signIn('rules')).post(`${path}/publish`);

    expect([refused.status, refused.body.code]).toEqual([409, 'DRAFT_NOT_APPROVED']);
    expect(await house.deps.scenarioRuns.passed(draftId, await digest())).toBeNull();
  });

  test('does not go into force, though somebody approved it', async () => {
    const [rules, reviewer] = [await house.signIn('rules'), await house.signIn('reviewer')];
    expect((await rules.post(`${path}/ask-review`)).status).toBe(200);
    const approved = await reviewer.post(`${path}/approve`).send({ filesDigest: await digest() });
    expect(approved.status).toBe(200);

    const refused = await rules.post(`${path}/publish`);

    expect([refused.status, refused.body.code]).toEqual([409, 'SCENARIOS_NOT_PASSED']);
    const sets = await house.deps.modelSets.list({ before: null, limit: 10 });
    expect(sets.map(({ tag }) => tag)).toEqual(['v1']);
  });
});
