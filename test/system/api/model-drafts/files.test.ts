import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiHouse } from '../start-api.ts';
import { startStudio } from '../studio-house.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startStudio();
}, 60_000);
afterAll(() => house.stop());

type Desk = Awaited<ReturnType<ApiHouse['signIn']>>;

async function open(desk: Desk, name = '缩短时限'): Promise<string> {
  const opened = await desk.post('/api/v1/studio/drafts').send({ name });
  expect(opened.status).toBe(201);
  return String(opened.body.id);
}

const file = (id: string, name: string) =>
  `/api/v1/studio/drafts/${id}/files/${encodeURIComponent(name)}`;

describe('a draft', () => {
  test('begins as the set in force and shows what was changed in it', async () => {
    const owner = await house.signIn('owner');
    const id = await open(owner);
    const routing = await owner.get(file(id, 'routing.dmn'));

    const saved = await owner
      .put(file(id, 'routing.dmn'))
      .send({ content: `${routing.body.content}<!-- 1 -->`, revision: 0 });
    await owner.put(file(id, '现场核查.form')).send({ content: '{}', revision: 0 });
    await owner.delete(`${file(id, 'assign.form')}?revision=0`);
    const shown = await owner.get(`/api/v1/studio/drafts/${id}`);

    expect(routing.body).toMatchObject({ kind: 'dmn', change: 'same', revision: 0, savedBy: null });
    expect(saved.body).toEqual({ revision: 1 });
    expect(shown.body.base).toMatchObject({ tag: 'v1', number: 1 });
    expect(
      shown.body.files.map(({ name, change }: { name: string; change: string }) => [name, change]),
    ).toEqual([
      ['assign.form', 'removed'],
      ['complaint.bpmn', 'same'],
      ['routing.dmn', 'changed'],
      ['现场核查.form', 'added'],
    ]);
    expect((await owner.get(file(id, 'assign.form'))).body.code).toBe('MODEL_FILE_UNKNOWN');
    const contents = await house.deps.modelDrafts.contents(id);
    expect(contents.map(({ name }) => name)).toEqual([
      'complaint.bpmn',
      'routing.dmn',
      '现场核查.form',
    ]);
  });

  test('is for those who work on models', async () => {
    const clerk = await house.signIn('clerk');
    const reviewer = await house.signIn('reviewer');

    expect((await clerk.get('/api/v1/studio/drafts')).status).toBe(403);
    expect((await reviewer.get('/api/v1/studio/drafts')).status).toBe(200);
    expect((await reviewer.post('/api/v1/studio/drafts').send({ name: 'x' })).status).toBe(403);
  });

  test('lets a rule administrator change rules and no diagram', async () => {
    const rules = await house.signIn('rules');
    const id = await open(rules);
    const body = { content: '<a/>', revision: 0 };

    expect((await rules.put(file(id, 'routing.dmn')).send(body)).status).toBe(200);
    const refused = await rules.put(file(id, 'complaint.bpmn')).send(body);
    expect([refused.status, refused.body.code]).toEqual([403, 'DIAGRAM_OWNERS_ONLY']);
  });
});

describe('two editors of one file', () => {
  test('the later one is told who saved, and finds the own text again', async () => {
    const owner = await house.signIn('owner');
    const second = await house.signIn('second');
    const id = await open(owner);
    await owner.put(file(id, 'routing.dmn')).send({ content: '<mine/>', revision: 0 });

    const refused = await second
      .put(file(id, 'routing.dmn'))
      .send({ content: '<theirs/>', revision: 0 });

    expect([refused.status, refused.body.code]).toEqual([412, 'DRAFT_FILE_MOVED']);
    expect(refused.body.detail).toContain('owner 某');
    const kept = await second.get(`${file(id, 'routing.dmn')}/versions`);
    const own = kept.body.items.find(({ refused: code }: { refused: string | null }) => code);
    expect(own).toMatchObject({ refused: 'DRAFT_FILE_MOVED', by: { name: 'second 某' } });
    const text = await second.get(`/api/v1/studio/drafts/${id}/versions/${own.id}`);
    expect(text.body.content).toBe('<theirs/>');
    const others = await owner.get(`${file(id, 'routing.dmn')}/versions`);
    expect(others.body.items).toHaveLength(1);
    const hidden = await owner.get(`/api/v1/studio/drafts/${id}/versions/${own.id}`);
    expect(hidden.status).toBe(404);
  });

  test('both at once: one is taken, the other kept', async () => {
    const owner = await house.signIn('owner');
    const second = await house.signIn('second');
    const id = await open(owner);
    const put = (desk: Desk, content: string) =>
      desk.put(file(id, 'complaint.bpmn')).send({ content, revision: 0 });

    const answers = await Promise.all([put(owner, '<a/>'), put(second, '<b/>')]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const rows = house.deps.store.rows('model_file_versions').find({ draftId: id });
    expect(await rows.toArray()).toHaveLength(2);
  });

  test('of two files both are taken', async () => {
    const owner = await house.signIn('owner');
    const id = await open(owner);
    const names = Array.from({ length: 8 }, (_, n) => `form-${n}.form`);

    const answers = await Promise.all(
      names.map((name) => owner.put(file(id, name)).send({ content: name, revision: 0 })),
    );

    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
  });

  test('saving the same text again, as after a lost answer, changes nothing', async () => {
    const owner = await house.signIn('owner');
    const id = await open(owner);
    const body = { content: '<again/>', revision: 0 };

    const first = await owner.put(file(id, 'routing.dmn')).send(body);
    const again = await owner.put(file(id, 'routing.dmn')).send(body);

    expect([first.body, again.body]).toEqual([{ revision: 1 }, { revision: 1 }]);
  });

  test('see each other', async () => {
    const owner = await house.signIn('owner');
    const second = await house.signIn('second');
    const id = await open(owner);
    await owner.post(`${file(id, 'routing.dmn')}/editing`);

    const seen = await second.post(`${file(id, 'routing.dmn')}/editing`);

    expect(seen.body.editors).toEqual([
      expect.objectContaining({ file: 'routing.dmn', by: { id: 'P-owner', name: 'owner 某' } }),
    ]);
  });
});

describe('a file that does not hold', () => {
  test.each([
    ['a path', '../x.bpmn', '<a/>', 422, 'MODEL_FILE_NAME'],
    ['another ending', 'x.exe', '<a/>', 422, 'MODEL_FILE_NAME'],
    ['more than 2 MB', 'x.bpmn', 'x'.repeat(2 * 1024 * 1024 + 1), 413, 'MODEL_FILE_TOO_LARGE'],
  ])('%s is refused with a sentence', async (_what, name, content, status, code) => {
    const owner = await house.signIn('owner');
    const id = await open(owner);

    const refused = await owner.put(file(id, name)).send({ content, revision: 0 });

    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  test('a diagram of almost 2 MB is taken', async () => {
    const owner = await house.signIn('owner');
    const id = await open(owner);
    const content = `<a>${'字'.repeat(690_000)}</a>`;

    const saved = await owner.put(file(id, 'big.bpmn')).send({ content, revision: 0 });

    expect(saved.status).toBe(200);
    expect((await owner.get(file(id, 'big.bpmn'))).body.content).toBe(content);
  });
});
