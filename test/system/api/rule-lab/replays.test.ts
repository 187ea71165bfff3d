import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { smallRules } from '../../../support/rule-lab.ts';
import { until } from '../../../support/until.ts';
import { type LabHouse, openLabHouse, slowerCity } from './lab-house.ts';

// A net only: the lab may have to be built.
jest.setTimeout(300_000);

const replaysPath = '/api/v1/studio/replays';
const cases = 600;

describe('a replay of past cases', () => {
  let house: LabHouse;
  let draftId: string;

  beforeAll(async () => {
    house = await openLabHouse();
    await house.importCases(cases);
    draftId = await house.draftWith('rules', [{ name: 'regime.dmn', content: await slowerCity() }]);
  });
  afterAll(() => house.stop());

  async function ask(more: object = {}): Promise<string> {
    const rules = await house.signIn('rules');
    const asked = await rules.post(replaysPath).send({ draftId, ...more });
    expect([asked.status, asked.body.code]).toEqual([202, undefined]);
    return String(asked.body.id);
  }

  test('shows for every case what a longer deadline would have changed, and opens it', async () => {
    const id = await ask();

    await house.walked(id);

    const reviewer = await house.signIn('reviewer');
    const { body } = await reviewer.get(`${replaysPath}/${id}`);
    expect(body).toMatchObject({ state: 'done', seen: cases, total: cases, fitting: cases });
    expect(body.tally).toMatchObject({ differing: cases, later: cases, earlier: 0, missing: 0 });
    expect(body.tally.kinds).toMatchObject({ due: cases, output: cases });
    expect(body.tally.overdue.after).toBeLessThan(body.tally.overdue.before);
    expect(body.tally.kinds.verdict).toBe(body.tally.overdue.before - body.tally.overdue.after);
    expect(body.units.length).toBeGreaterThan(3);
    const page = await reviewer.get(`${replaysPath}/${id}/items?limit=100`);
    expect(page.body.items).toHaveLength(100);
    const [first] = page.body.items;
    expect((await house.deps.cases.find(first.caseId))?.number).toBe(first.number);
    const kinds = first.differences.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['output', 'due']));
  });

  test('gives every differing case once over its pages, and those of one kind alone', async () => {
    const id = await ask({ filter: { topic: 'health' } });
    const run = await house.walked(id);
    const auditor = await house.signIn('auditor');

    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const page = await auditor.get(`${replaysPath}/${id}/items?limit=50${cursor}`);
      seen.push(...page.body.items.map(({ caseId }: { caseId: string }) => caseId));
      next = page.body.next;
    }
    const late = await auditor.get(`${replaysPath}/${id}/items?kind=verdict&limit=200`);

    expect(run.fitting).toBe(cases / 5);
    expect(new Set(seen).size).toBe(cases / 5);
    expect(seen).toHaveLength(cases / 5);
    expect(late.body.items).toHaveLength(run.tally.kinds.verdict ?? 0);
  });

  test('that is taken up again after its walker died counts no case twice', async () => {
    const id = await ask();
    const dying = house.startWalking((name) => {
      if (name === 'replay:page') throw new Error('killed');
    });
    await until('a page', async () => ((await house.deps.replays.find(id))?.seen ?? 0) > 0);
    await dying.stop();
    await house.deps.store
      .rows<{ _id: string; leaseUntil: Date }>('replays')
      .updateOne({ _id: id }, { $set: { leaseUntil: new Date(0) } });

    const run = await house.walked(id);

    expect(run).toMatchObject({ state: 'done', seen: cases });
    expect(run.tally).toMatchObject({ differing: cases, later: cases });
    expect(await house.deps.store.rows('replay_items').countDocuments({ runId: id })).toBe(cases);
  });

  test('can be stopped, and is not stopped twice', async () => {
    const id = await ask();
    const rules = await house.signIn('rules');

    const stopped = await rules.post(`${replaysPath}/${id}/stop`);
    const again = await rules.post(`${replaysPath}/${id}/stop`);

    expect([stopped.status, stopped.body.state]).toEqual([200, 'stopped']);
    expect([again.status, again.body.code]).toEqual([409, 'REPLAY_ENDED']);
    const walking = house.startWalking();
    await walking.stop();
    expect((await house.deps.replays.find(id))?.seen).toBe(0);
  });

  test('of a draft that changes nothing finds nothing', async () => {
    const same = await house.draftWith('rules', []);
    const id = await ask({ draftId: same, most: 100 });

    const run = await house.walked(id);

    expect(run).toMatchObject({ state: 'done', seen: 100, tally: { differing: 0, kinds: {} } });
  });

  test('fails with the file and a sentence when a rule never comes to an end', async () => {
    const bomb = smallRules({ answer: '1' }).content.replace('Decision_Small', 'Decision_Regime');
    const endless = bomb.replace(
      '<text>1</text>',
      '<text>count(for a in 1..9999, b in 1..9999 return a)</text>',
    );
    const id = await ask({
      draftId: await house.draftWith('rules', [{ name: 'regime.dmn', content: endless }]),
    });

    const run = await house.walked(id);

    expect(run.state).toBe('failed');
    expect(run.error?.file).toBe('regime.dmn');
    const reviewer = await house.signIn('reviewer');
    const { body } = await reviewer.get(`${replaysPath}/${id}`);
    expect(body.error.detail).toContain('regime.dmn');
  });

  test('is for those who write or judge rules', async () => {
    const [clerk, auditor] = [await house.signIn('clerk'), await house.signIn('auditor')];

    expect((await clerk.get(replaysPath)).status).toBe(403);
    expect((await clerk.post(replaysPath).send({ draftId })).status).toBe(403);
    expect((await auditor.get(replaysPath)).status).toBe(200);
    expect((await auditor.post(replaysPath).send({ draftId })).status).toBe(403);
  });

  test('refuses what is no draft, no replay and no period', async () => {
    const rules = await house.signIn('rules');

    const unknown = await rules.post(replaysPath).send({ draftId: 'nobody' });
    const missing = await rules.get(`${replaysPath}/nobody`);
    const period = await rules
      .post(replaysPath)
      .send({ draftId, filter: { from: '2026-05-01', to: '2026-04-01' } });

    expect([unknown.status, missing.status, period.status]).toEqual([404, 404, 422]);
  });
});
