import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiHouse } from '../start-api.ts';
import { putInForce, startStudio } from '../studio-house.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startStudio();
}, 60_000);
afterAll(() => house.stop());

type Desk = Awaited<ReturnType<ApiHouse['signIn']>>;

const draftOf = (id: string, what = '') => `/api/v1/studio/drafts/${id}${what}`;
const fileOf = (id: string, name: string) => draftOf(id, `/files/${name}`);

async function change(desk: Desk, id: string, name = 'routing.dmn', text = `<!-- ${id} -->`) {
  const { body } = await desk.get(fileOf(id, name));
  return desk
    .put(fileOf(id, name))
    .send({ content: `${body.content}${text}`, revision: body.revision });
}

async function changed(desk: Desk): Promise<string> {
  const opened = await desk.post('/api/v1/studio/drafts').send({ name: '缩短时限' });
  const id = String(opened.body.id);
  await change(desk, id);
  return id;
}

async function inReview(desk: Desk): Promise<string> {
  const id = await changed(desk);
  const asked = await desk.post(draftOf(id, '/ask-review'));
  expect([asked.status, asked.body.state]).toEqual([200, 'in-review']);
  return id;
}

async function approve(desk: Desk, id: string) {
  const { body } = await desk.get(draftOf(id));
  return desk.post(draftOf(id, '/approve')).send({ filesDigest: body.filesDigest });
}

describe('a review', () => {
  test('is by somebody else, and names exactly the files', async () => {
    const owner = await house.signIn('owner');
    const reviewer = await house.signIn('reviewer');
    const id = await inReview(owner);

    const approved = await approve(reviewer, id);

    expect([approved.status, approved.body.state]).toEqual([200, 'approved']);
    expect(approved.body.reviews).toEqual([
      expect.objectContaining({ verdict: 'approved', isOfTheseFiles: true }),
    ]);
  });

  test('is neither by its author nor by anybody who saved a file in it', async () => {
    const owner = await house.signIn('owner');
    const rules = await house.signIn('rules');
    const opened = await owner.post('/api/v1/studio/drafts').send({ name: '两人' });
    const id = String(opened.body.id);
    await change(rules, id);
    await owner.post(draftOf(id, '/ask-review'));

    const answers = await Promise.all([approve(owner, id), approve(rules, id)]);

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'OWN_MODEL_DRAFT'],
      [403, 'OWN_MODEL_DRAFT'],
    ]);
    expect((await approve(await house.signIn('second'), id)).status).toBe(200);
  });

  test('is void once anything is saved, also the file that changed before', async () => {
    const owner = await house.signIn('owner');
    const reviewer = await house.signIn('reviewer');
    const id = await inReview(owner);
    await approve(reviewer, id);

    await change(owner, id, 'routing.dmn', '<!-- later -->');

    const shown = await owner.get(draftOf(id));
    expect(shown.body.state).toBe('draft');
    expect(shown.body.reviews[0].isOfTheseFiles).toBe(false);
    const refused = await owner.post(draftOf(id, '/publish'));
    expect([refused.status, refused.body.code]).toEqual([409, 'DRAFT_NOT_APPROVED']);
  });

  test('of files that are no longer those is refused', async () => {
    const owner = await house.signIn('owner');
    const reviewer = await house.signIn('reviewer');
    const id = await inReview(owner);
    const read = await reviewer.get(draftOf(id));
    await owner.post(draftOf(id, '/withdraw'));
    await change(owner, id, 'routing.dmn', '<!-- meanwhile -->');
    await owner.post(draftOf(id, '/ask-review'));

    const refused = await reviewer
      .post(draftOf(id, '/approve'))
      .send({ filesDigest: read.body.filesDigest });

    expect([refused.status, refused.body.code]).toEqual([412, 'DRAFT_READ_OTHERWISE']);
  });

  test('may ask for changes with a reason, and the draft is written on', async () => {
    const owner = await house.signIn('owner');
    const reviewer = await house.signIn('reviewer');
    const id = await inReview(owner);
    const { body } = await reviewer.get(draftOf(id));
    const { filesDigest } = body;

    const bare = await reviewer
      .post(draftOf(id, '/request-changes'))
      .send({ filesDigest, text: ' ' });
    const asked = await reviewer
      .post(draftOf(id, '/request-changes'))
      .send({ filesDigest, text: '请补充依据' });

    expect([bare.status, asked.body.state]).toEqual([422, 'changes-requested']);
    expect((await change(owner, id, 'assign.form')).status).toBe(200);
  });

  test('closes the draft to everybody until it is taken back; what is sent is kept', async () => {
    const owner = await house.signIn('owner');
    const id = await inReview(owner);

    const refused = await change(owner, id, 'assign.form');
    const versions = await owner.get(`${fileOf(id, 'assign.form')}/versions`);
    const back = await owner.post(draftOf(id, '/withdraw'));

    expect([refused.status, refused.body.code]).toEqual([409, 'DRAFT_IN_REVIEW']);
    expect(versions.body.items[0].refused).toBe('DRAFT_IN_REVIEW');
    expect(back.body.state).toBe('draft');
  });

  test('is not asked of a draft that changes nothing', async () => {
    const owner = await house.signIn('owner');
    const opened = await owner.post('/api/v1/studio/drafts').send({ name: '空' });

    const refused = await owner.post(draftOf(opened.body.id, '/ask-review'));

    expect(refused.body.code).toBe('DRAFT_UNCHANGED');
  });

  test('comments come from everybody who reads, on a file or on all', async () => {
    const owner = await house.signIn('owner');
    const reviewer = await house.signIn('reviewer');
    const id = await changed(owner);

    await reviewer.post(draftOf(id, '/comments')).send({ text: '为何？', file: 'routing.dmn' });
    const shown = await owner.post(draftOf(id, '/comments')).send({ text: '群众反映' });

    expect(
      shown.body.comments.map(({ text, file }: { text: string; file: string | null }) => [
        text,
        file,
      ]),
    ).toEqual([
      ['为何？', 'routing.dmn'],
      ['群众反映', null],
    ]);
  });
});

describe('putting in force', () => {
  test('waits for the workers, one set after the other, and closes the draft meanwhile', async () => {
    const owner = await house.signIn('owner');
    const reviewer = await house.signIn('reviewer');
    const [first, second] = [await inReview(owner), await inReview(owner)];
    await approve(reviewer, first);
    await approve(reviewer, second);

    const asked = await owner.post(draftOf(first, '/publish'));
    const again = await owner.post(draftOf(first, '/publish'));
    const behind = await owner.post(draftOf(second, '/publish'));
    const refused = await change(owner, first);

    expect([asked.status, asked.body.state]).toEqual([202, 'approved']);
    expect(asked.body.publication).toMatchObject({ state: 'deploying', waitsBehind: 0 });
    expect(again.body.code).toBe('DRAFT_PUBLISHING');
    expect(behind.body.publication.waitsBehind).toBe(1);
    expect(refused.body.code).toBe('DRAFT_PUBLISHING');
    await house.deps.store.rows('model_sets').deleteMany({ state: 'deploying' });
  });

  test('begins with a sound set: each place that is wrong is named, and nobody is asked', async () => {
    const owner = await house.signIn('owner');
    const id = await changed(owner);
    await owner.put(fileOf(id, 'other.bpmn')).send({ content: '<unknown-job/>', revision: 0 });

    const refused = await owner.post(draftOf(id, '/ask-review'));

    expect([refused.status, refused.body.code]).toEqual([422, 'DEPLOYMENT_REFUSED']);
    expect(refused.body.problems).toEqual([
      { file: 'other.bpmn', place: 'Task_1, line 3', message: 'nobody serves it' },
    ]);
    expect((await owner.get(draftOf(id))).body.state).toBe('draft');
  });

  test('of a diagram is for process owners', async () => {
    const owner = await house.signIn('owner');
    const rules = await house.signIn('rules');
    const id = await changed(owner);
    await change(owner, id, 'complaint.bpmn');
    await owner.post(draftOf(id, '/ask-review'));
    await approve(await house.signIn('reviewer'), id);

    const refused = await rules.post(draftOf(id, '/publish'));

    expect([refused.status, refused.body.code]).toEqual([403, 'DIAGRAM_OWNERS_ONLY']);
  });
});

describe('a draft whose base is no longer in force', () => {
  test('is brought up to date file by file, a file changed on both sides is chosen', async () => {
    const owner = await house.signIn('owner');
    const reviewer = await house.signIn('reviewer');
    const id = await changed(owner);
    await owner.put(fileOf(id, 'new.form')).send({ content: '{}', revision: 0 });
    await owner.post(draftOf(id, '/ask-review'));
    await approve(reviewer, id);
    await putInForce(house, 'v2', '<!-- v2 -->');

    const behind = await owner.get(draftOf(id));
    const refused = await owner.post(draftOf(id, '/publish'));
    const undecided = await owner.post(draftOf(id, '/rebase')).send({});
    const rebased = await owner
      .post(draftOf(id, '/rebase'))
      .send({ choices: { 'routing.dmn': 'mine' } });

    expect([behind.body.isBehind, behind.body.conflicts]).toEqual([true, ['routing.dmn']]);
    expect(refused.body.code).toBe('DRAFT_BASE_MOVED');
    expect([undecided.body.code, undecided.body.detail]).toEqual([
      'DRAFT_CONFLICTS',
      expect.stringContaining('routing.dmn'),
    ]);
    expect([rebased.body.state, rebased.body.isBehind]).toEqual(['draft', false]);
    expect(
      rebased.body.files.map(({ name, change }: { name: string; change: string }) => [
        name,
        change,
      ]),
    ).toEqual([
      ['assign.form', 'same'],
      ['complaint.bpmn', 'same'],
      ['new.form', 'added'],
      ['routing.dmn', 'changed'],
    ]);
    const [complaint] = await house.deps.modelDrafts
      .contents(id)
      .then((files) => files.filter(({ name }) => name === 'complaint.bpmn'));
    expect(complaint?.content).toContain('<!-- v2 -->');
    expect((await owner.post(draftOf(id, '/rebase')).send({})).body.code).toBe('DRAFT_NOT_BEHIND');
  });
});

test('a discarded draft is read, never written', async () => {
  const owner = await house.signIn('owner');
  const id = await changed(owner);
  await owner.post(draftOf(id, '/discard'));

  expect((await change(owner, id)).body.code).toBe('DRAFT_CLOSED');
  expect((await owner.get(draftOf(id))).body.state).toBe('discarded');
  const open = await owner.get('/api/v1/studio/drafts');
  expect(open.body.items.map((one: { id: string }) => one.id)).not.toContain(id);
});
