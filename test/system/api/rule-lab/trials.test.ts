import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { changed } from '../../../support/shipped.ts';
import { type LabHouse, openLabHouse, slowerCity } from './lab-house.ts';

// A net only: the lab may have to be built.
jest.setTimeout(300_000);

const draftPath = (id: string) => `/api/v1/studio/drafts/${id}`;

describe('trials of a draft', () => {
  let house: LabHouse;
  let draftId: string;

  beforeAll(async () => {
    house = await openLabHouse();
    draftId = await house.draftWith('rules', [{ name: 'regime.dmn', content: await slowerCity() }]);
  });
  afterAll(() => house.stop());

  test('list what each decision reads, and which file was changed', async () => {
    const rules = await house.signIn('rules');

    const { body } = await rules.get(`${draftPath(draftId)}/rules`);

    const regime = body.items.find(
      (one: { decisionId: string }) => one.decisionId === 'Decision_Regime',
    );
    expect(regime).toMatchObject({ file: 'regime.dmn', changed: true, name: '办理规则' });
    expect(regime.inputs).toEqual([
      { variable: 'channel', typeRef: 'string' },
      { variable: 'topic', typeRef: 'string' },
      { variable: 'unitId', typeRef: 'string' },
      { variable: 'complexity', typeRef: 'string' },
    ]);
    expect(body.items.filter((one: { changed: boolean }) => one.changed)).toHaveLength(1);
  });

  test('answer one example by the draft and by what is in force', async () => {
    const rules = await house.signIn('rules');

    const { status, body } = await rules
      .post(`${draftPath(draftId)}/try`)
      .send({ decisionId: 'Decision_Regime', inputs: { channel: 'web', topic: 'health' } });

    expect(status).toBe(200);
    expect(body.draft.output.doneAmount).toBe(10);
    expect(body.inForce.output.doneAmount).toBe(8);
    expect(body.draft.rows).toEqual([{ id: 'Rule_Regime_City', index: 10 }]);
  });

  test('put nothing on its way into force', async () => {
    const sets = await house.deps.modelSets.list({ before: null, limit: 10 });

    expect(sets.map(({ tag }) => tag)).toEqual(['v1']);
  });

  test('keep a run of the example cases for exactly these files', async () => {
    const rules = await house.signIn('rules');
    const { modelDrafts, scenarioRuns } = house.deps;
    const digestNow = async () => {
      const draft = await modelDrafts.find(draftId);
      return draft === null ? '' : modelDrafts.filesDigest(draft);
    };
    expect(await scenarioRuns.passed(draftId, await digestNow())).toBe(null);

    const failed = await rules.post(`${draftPath(draftId)}/scenario-runs`);
    const failedFor = await digestNow();
    const expects = changed(
      (await modelDrafts.contents(draftId)).find(({ name }) => name === 'regime.scenario.json')
        ?.content ?? '',
      '"doneAmount": 8',
      '"doneAmount": 10',
    );
    await rules
      .put(`${draftPath(draftId)}/files/regime.scenario.json`)
      .send({ content: expects, revision: 0 });
    const stale = await rules.get(`${draftPath(draftId)}/scenario-runs`);
    const passed = await rules.post(`${draftPath(draftId)}/scenario-runs`);

    expect(failed.status).toBe(201);
    expect(failed.body).toMatchObject({ passed: false, failed: 1, isOfTheseFiles: true });
    expect(stale.body.items[0]).toMatchObject({ passed: false, isOfTheseFiles: false });
    expect(passed.body).toMatchObject({ passed: true, failed: 0, isOfTheseFiles: true });
    expect(await scenarioRuns.passed(draftId, failedFor)).toBe(false);
    expect(await scenarioRuns.passed(draftId, await digestNow())).toBe(true);
  });

  test('are for those who write or judge rules', async () => {
    const [clerk, auditor] = [await house.signIn('clerk'), await house.signIn('auditor')];
    const example = { decisionId: 'Decision_Regime', inputs: {} };

    expect((await clerk.post(`${draftPath(draftId)}/try`).send(example)).status).toBe(403);
    expect((await auditor.post(`${draftPath(draftId)}/scenario-runs`)).status).toBe(403);
    expect((await auditor.get(`${draftPath(draftId)}/scenario-runs`)).status).toBe(200);
  });

  test('refuse a decision that is not in the draft', async () => {
    const rules = await house.signIn('rules');

    const refused = await rules
      .post(`${draftPath(draftId)}/try`)
      .send({ decisionId: 'Decision_None', inputs: {} });

    expect([refused.status, refused.body.code]).toEqual([404, 'DECISION_UNKNOWN']);
  });
});
