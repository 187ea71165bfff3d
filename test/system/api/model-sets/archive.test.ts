import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { unpackSet } from '../../../../workers/models/archive.ts';
import type { ApiHouse } from '../start-api.ts';
import { putInForce, smallSet, startStudio } from '../studio-house.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startStudio();
  await putInForce(house, 'v2', '<!-- v2 -->');
}, 60_000);
afterAll(() => house.stop());

type Desk = Awaited<ReturnType<ApiHouse['signIn']>>;

async function download(desk: Desk, path: string): Promise<Buffer> {
  const got = await desk
    .get(`/api/v1${path}`)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    });
  expect(got.status).toBe(200);
  return got.body;
}

const bring = (desk: Desk, bytes: Buffer, name: string) =>
  desk.post('/api/v1/studio/drafts/import').field('name', '导入').attach('files', bytes, name);

describe('the sets', () => {
  test('are listed newest first, and their files are read by digest', async () => {
    const owner = await house.signIn('owner');

    const list = await owner.get('/api/v1/studio/sets');
    const file = await owner.get('/api/v1/studio/sets/v1/files/routing.dmn');
    const known = await owner
      .get('/api/v1/studio/sets/v1/files/routing.dmn')
      .set('if-none-match', String(file.headers.etag));

    expect(
      list.body.items.map(({ tag, state }: { tag: string; state: string }) => [tag, state]),
    ).toEqual([
      ['v2', 'in-force'],
      ['v1', 'superseded'],
    ]);
    expect(file.text).toBe((await smallSet())[2]?.content);
    expect(known.status).toBe(304);
    expect((await owner.get('/api/v1/studio/sets/v9')).body.code).toBe('MODEL_SET_UNKNOWN');
  });
});

describe('export and import', () => {
  test('a set goes out and comes back byte for byte', async () => {
    const owner = await house.signIn('owner');
    const exported = await download(owner, '/studio/sets/v1/archive');

    const imported = await bring(owner, exported, 'models.zip');
    const again = await download(owner, `/studio/drafts/${imported.body.id}/archive`);

    expect(imported.status).toBe(201);
    expect(again.equals(exported)).toBe(true);
    expect(imported.body.base.tag).toBe('v2');
    expect(imported.body.changes).toBe(2);
  });

  test('a ZIP is the whole set: what is not in it goes; single files only replace', async () => {
    const owner = await house.signIn('owner');
    const small = Buffer.from(zipSync({ 'models/routing.dmn': strToU8('<d/>') }));

    const whole = await bring(owner, small, 'models.zip');
    const single = await bring(owner, Buffer.from('<d/>'), 'routing.dmn');

    expect(whole.body.changes).toBe(3);
    expect(single.body.changes).toBe(1);
  });

  test.each([
    ['foreign path', 422, 'ARCHIVE_PATH', () => zipSync({ '../x.bpmn': strToU8('<a/>') })],
    ['no archive', 422, 'ARCHIVE_UNREADABLE', () => strToU8('PK\u0003\u0004')],
    [
      'bomb',
      413,
      'ARCHIVE_TOO_LARGE',
      () => zipSync({ 'models/a.bpmn': strToU8('x'.repeat(1_000_000)) }, { level: 9 }),
    ],
  ])('refuses an archive with a %s', async (_what, status, code, make) => {
    const owner = await house.signIn('owner');

    const refused = await bring(owner, Buffer.from(make()), 'models.zip');

    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  test.each([
    ['another encoding', 'x.bpmn', Buffer.from('\ufeff<a/>', 'utf16le'), 'MODEL_FILE_ENCODING'],
    ['a name that is none', 'x.exe', Buffer.from('<a/>'), 'MODEL_FILE_NAME'],
  ])('takes no file with %s', async (_what, name, bytes, code) => {
    const owner = await house.signIn('owner');

    const refused = await bring(owner, bytes, name);

    expect([refused.status, refused.body.code]).toEqual([422, code]);
  });

  test('a rule administrator brings in no diagram, and a reviewer nothing', async () => {
    const rules = await house.signIn('rules');
    const reviewer = await house.signIn('reviewer');

    const refused = await bring(rules, Buffer.from('<a/>'), 'complaint.bpmn');
    const none = await bring(reviewer, Buffer.from('<d/>'), 'routing.dmn');

    expect([refused.body.code, none.status]).toEqual(['DIAGRAM_OWNERS_ONLY', 403]);
  });
});

test('restoring an older set begins a draft that equals it', async () => {
  const owner = await house.signIn('owner');

  const draft = await owner.post('/api/v1/studio/sets/v1/restore').send({ name: '恢复第 1 套' });

  const contents = await house.deps.modelDrafts.contents(String(draft.body.id));
  expect(contents).toEqual(await smallSet());
  expect(draft.body.base.tag).toBe('v2');
  const back = unpackSet(await download(owner, `/studio/drafts/${draft.body.id}/archive`));
  expect(back).toEqual(await smallSet());
});
