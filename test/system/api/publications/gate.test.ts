import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Document, Packer, Paragraph } from 'docx';
import { unzipSync } from 'fflate';
import request from 'supertest';
import type { SheetView } from '../../../../api/publications/schema.ts';
import { pdf, picture, withExif } from '../../../documents/published-files.ts';
import { checkArchive } from '../../../support/check-archive.ts';
import { type ApiHouse, startApi } from '../start-api.ts';
import {
  downloadArchive,
  marksOf,
  passing,
  publicAnswers,
  publish,
  signReply,
} from './signed-reply.ts';

type Desk = Awaited<ReturnType<ApiHouse['signIn']>>;

let house: ApiHouse;
let checker: Desk;
beforeAll(async () => {
  house = await startApi();
  await house.hire('checker', { role: 'publication-checker', unitId: 'U-office' });
  await house.hire('auditor', { role: 'auditor', unitId: 'U-office' });
  await house.hire('clerk', { role: 'office', unitId: 'U-office' });
  checker = await house.signIn('checker');
}, 60_000);
afterAll(() => house.stop());

const sheetOf = (caseId: string) => `/api/v1/cases/${caseId}/publication`;

async function read(caseId: string, desk = checker): Promise<SheetView> {
  const { body, status } = await desk.get(sheetOf(caseId));
  expect(status).toBe(200);
  return body;
}

const match = (version: number) => `"${version}"`;

async function decideAll(caseId: string, more: object[] = []) {
  const view = await read(caseId);
  return checker
    .put(`${sheetOf(caseId)}/marks`)
    .set('if-match', match(view.version))
    .send({ marks: [...marksOf(view, 'covered'), ...more] });
}

const complete = (key: string, fields: object = passing) =>
  checker.post(`/api/v1/tasks/${key}/complete`).send({ fields });

async function send(caseId: string, name: string, bytes: Buffer, lookedAt = 'no') {
  const { version } = await read(caseId);
  return checker
    .post(`${sheetOf(caseId)}/files`)
    .set('if-match', match(version))
    .field('lookedAt', lookedAt)
    .attach('file', bytes, name);
}

async function letter(text: string) {
  return Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(text)] }] }));
}

/** «王敏» in the finding, marked by hand. */
const name = { part: 'findingText', start: 4, end: 6, kind: 'name', state: 'covered' };

describe('the gate', () => {
  test('waits for a decision on each suggestion, publishes what was covered as covered, and the sender reads all', async () => {
    const { caseId, number, secret, key } = await signReply(house, {
      complaint: { subject: '路灯不亮请回电13987654321' },
    });
    const before = await read(caseId);
    expect(before).toMatchObject({ state: 'open', undecided: 2, may: ['decide', 'consent'] });

    const early = await complete(key);
    expect([early.status, early.body.code]).toEqual([409, 'MARKS_UNDECIDED']);

    const decided = await decideAll(caseId, [name]);
    expect(decided.body).toMatchObject({ undecided: 0, version: 1 });
    expect(decided.body.preview[0]).toEqual({ part: 'subject', text: '路灯不亮请回电〔已隐去〕' });
    expect((await complete(key)).status).toBe(200);
    expect(await publish(house, caseId)).toEqual({ published: true });

    const shown = await request(house.app).get(`/api/v1/register/${number}`);
    expect(shown.body.subject).toBe('路灯不亮请回电〔已隐去〕');
    expect(shown.body.reply.findingText).toMatch(/^经核查，〔已隐去〕（电话 〔已隐去〕）反映/);
    expect(JSON.stringify(shown.body)).not.toMatch(/13812345678|13987654321|王敏/);
    const page = await request(house.app).get(`/register/${number}`);
    expect(page.text).toContain('〔已隐去〕');
    expect(page.text).not.toMatch(/13812345678|13987654321|王敏/);
    const found = await request(house.app).get('/api/v1/register').query({ q: '13987654321' });
    expect(found.body.items).toEqual([]);

    const own = await request(house.app)
      .post('/api/v1/complaints/track')
      .set('x-huiying', '1')
      .send({ number, secret });
    expect(own.body.reply.findingText).toContain('王敏（电话 13812345678）');
  });

  test('keeps who checked and what on the case, binds it in the log, and the invariant sees a forged text', async () => {
    const { caseId, key } = await signReply(house);
    await decideAll(caseId);
    await complete(key);
    await publish(house, caseId);

    const log = await house.deps.cases.log(caseId);
    const check = log.find(({ type }) => type === 'check');
    expect(check?.by).toMatchObject({ userId: 'P-checker', role: 'publication-checker' });
    expect(check?.data).toMatchObject({ mayPublish: true, covered: 1 });
    expect((await read(caseId)).check?.by).toBe('checker 某');
    expect((await decideAll(caseId)).body.code).toBe('SHEET_CLOSED');

    const mine = (all: readonly string[]) => all.filter((one) => one.includes('the public reads'));
    expect(mine((await publicAnswers(house)).violations)).toEqual([]);
    const replies = house.deps.store.rows<{ _id: string }>('replies');
    await replies.updateOne({ _id: caseId }, { $set: { 'shown.fields.ground': '改过' } });
    expect(mine((await publicAnswers(house)).violations)).toHaveLength(2);
    await replies.deleteOne({ _id: caseId });
  });

  test('a «no» and a text that is not public go out privately, whatever is undecided', async () => {
    const refused = await signReply(house);
    const ground = { ...passing, suitableNow: 'no', checkGround: '相关事项仍在调查' };
    expect((await complete(refused.key, ground)).status).toBe(200);
    expect(await publish(house, refused.caseId)).toEqual({ published: false });

    const onRequest = await signReply(house, {
      fields: { publicity: 'on-request', publicityGround: '涉及内部管理' },
    });
    expect(await read(onRequest.caseId)).toMatchObject({ publicityGround: '涉及内部管理' });
    expect((await complete(onRequest.key)).status).toBe(200);
    expect(await publish(house, onRequest.caseId)).toEqual({ published: false });
  });

  test('only a checker decides, on the version that was read', async () => {
    const { caseId } = await signReply(house);
    const clerk = await house.signIn('clerk');
    const put = (desk: Desk) => desk.put(`${sheetOf(caseId)}/marks`);

    expect((await put(clerk).set('if-match', '"0"').send({ marks: [] })).status).toBe(403);
    expect((await put(checker).send({ marks: [] })).status).toBe(428);
    expect((await put(checker).set('if-match', '"7"').send({ marks: [] })).status).toBe(412);
    const outside = [{ ...name, end: 9999 }];
    const far = await put(checker).set('if-match', '"0"').send({ marks: outside });
    expect([far.status, far.body.code]).toEqual([422, 'MARK_OUTSIDE']);
  });
});

describe('files beside a reply', () => {
  test('a scan is refused as unverifiable, and one that still holds what was covered is, with the place', async () => {
    const { caseId } = await signReply(house);
    await decideAll(caseId, [name]);

    const scan = await send(caseId, 'a.pdf', pdf({ shown: '', drawn: '0 0 9 9 re f' }));
    expect(scan.body).toMatchObject({ code: 'PUBLISHED_FILE_SCANNED', status: 422 });
    expect(scan.body.detail).toContain('第 1 页没有文字层');
    const boxed = pdf({ shown: '(Call 138-1234-5678) Tj', drawn: '0 0 600 800 re f' });
    const held = await send(caseId, 'b.pdf', boxed);
    expect(held.body).toMatchObject({ code: 'PUBLISHED_FILE_HOLDS_ON_PAGE', status: 422 });
    const titled = await send(caseId, 'c.pdf', pdf({ shown: '(ok) Tj', title: '13812345678' }));
    expect(titled.body.code).toBe('PUBLISHED_FILE_HOLDS_IN_METADATA');
    const named = await send(caseId, '王敏.txt', Buffer.from('已修复'));
    expect(named.body.code).toBe('PUBLISHED_FILE_HOLDS_IN_NAME');
    expect((await read(caseId)).files).toEqual([]);
  });

  test('is read again when the check passes: a name covered later stops it until the file is gone', async () => {
    const { caseId, key } = await signReply(house);
    expect((await send(caseId, '情况.docx', await letter('回访王敏，表示满意。'))).status).toBe(
      201,
    );
    await decideAll(caseId, [name]);

    const stopped = await complete(key);
    expect(stopped.body).toMatchObject({ code: 'PUBLISHED_FILE_HOLDS_IN_PART', status: 422 });
    const { files, version } = await read(caseId);
    const gone = checker.delete(`${sheetOf(caseId)}/files/${files[0]?.id}`);
    expect((await gone.set('if-match', match(version))).body.files).toEqual([]);
    expect((await complete(key)).status).toBe(200);
  });

  test('what seems personal is asked about; a picture goes out without where it was taken', async () => {
    const { caseId, number, key } = await signReply(house);
    await decideAll(caseId);
    const list = Buffer.from('联系人 13611112222');
    expect((await send(caseId, '名单.txt', list)).body.code).toBe('PUBLISHED_FILE_PERSONAL');
    expect((await send(caseId, '名单.txt', list, 'yes')).status).toBe(201);
    expect((await send(caseId, '现场.jpg', withExif('GPS 30.27N'))).status).toBe(201);
    await complete(key);
    await publish(house, caseId);

    const { body } = await request(house.app).get(`/api/v1/register/${number}`);
    expect(body.files.map((file: { name: string }) => file.name)).toEqual(['名单.txt', '现场.jpg']);
    const photo = await request(house.app)
      .get(`/api/v1/register/${number}/files/${body.files[1].id}`)
      .buffer(true);
    expect(photo.headers['content-disposition']).toContain('attachment');
    expect(Buffer.from(photo.body).equals(picture)).toBe(true);
  });
});

describe('another body', () => {
  const ask = (caseId: string) =>
    checker
      .post(`${sheetOf(caseId)}/consents`)
      .send({ body: '省电力公司', question: '答复提到贵公司线路，可否公开？' });

  test('is waited for, and agrees on record', async () => {
    const { caseId, key } = await signReply(house);
    await decideAll(caseId);
    const { consentId } = (await ask(caseId)).body;
    expect((await complete(key)).body.code).toBe('CONSENT_AWAITED');

    const answer = { outcome: 'agreed', answer: '同意公开' };
    const noted = checker.post(`${sheetOf(caseId)}/consents/${consentId}`);
    expect((await noted.send(answer)).status).toBe(204);
    expect((await complete(key)).status).toBe(200);
    expect((await read(caseId)).consents).toEqual([
      expect.objectContaining({ body: '省电力公司', state: 'agreed', answer: '同意公开' }),
    ]);
  });

  test('keeps the answer private by objecting', async () => {
    const { caseId, key } = await signReply(house);
    const { consentId } = (await ask(caseId)).body;
    const noted = checker.post(`${sheetOf(caseId)}/consents/${consentId}`);
    await noted.send({ outcome: 'objected', answer: '事故仍在调查' });

    expect((await complete(key)).status).toBe(200);
    expect(await publish(house, caseId)).toEqual({ published: false });
  });
});

test('a closed case is packed for the archive, without who sent it, and verifies without the product', async () => {
  const auditor = await house.signIn('auditor');
  const { caseId, key } = await signReply(house);
  const pack = () => downloadArchive(auditor, caseId);
  expect((await pack()).status).toBe(409);
  await decideAll(caseId);
  await send(caseId, '现场.jpg', withExif('GPS 30.27N'));
  await complete(key);
  await publish(house, caseId);

  const { body: zip } = await pack();
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['README.txt', 'check.mjs', 'manifest.txt', 'chain/actions.txt']),
  );
  expect(Buffer.from(files['3-reply.html'] ?? []).toString()).toContain('路灯已于当日修复');
  expect(Buffer.from(files['1-registration.html'] ?? []).toString()).toContain('幸福路 12 号');
  expect(Buffer.from(files['published/1-现场.jpg'] ?? []).equals(picture)).toBe(true);
  expect(await checkArchive(zip)).toMatchObject({ code: 0 });
  expect((await checker.get(`/api/v1/cases/${caseId}/archive`)).status).toBe(403);
});

describe('a published reply', () => {
  async function published() {
    const made = await signReply(house);
    await decideAll(made.caseId);
    await complete(made.key);
    await publish(house, made.caseId);
    return made;
  }

  test('is corrected with a visible note, and the signed text stays', async () => {
    const { caseId, number } = await published();
    const given = { ...passing, note: '补充遮盖当事人姓名', cover: ['王敏'] };
    const correct = (body: object) => checker.post(`${sheetOf(caseId)}/correction`).send(body);

    expect((await correct({ ...given, accurate: 'no' })).status).toBe(422);
    expect((await correct({ ...given, cover: ['李四'] })).body.code).toBe('WORD_NOT_THERE');
    expect((await correct(given)).status).toBe(204);
    const page = await request(house.app).get(`/register/${number}`);
    expect(page.text).toContain('补充遮盖当事人姓名');
    expect(page.text).not.toContain('王敏');
    expect((await house.deps.replies.find(caseId))?.fields.findingText).toContain('王敏');
    const found = (await publicAnswers(house)).violations.filter((one) => one.includes(number));
    expect(found.filter((one) => one.includes('the public reads'))).toEqual([]);
  });

  test('is withdrawn with its reason in its place, once', async () => {
    const { caseId, number } = await published();
    const withdraw = () =>
      checker.post(`${sheetOf(caseId)}/withdrawal`).send({ reason: '内容有误，正在核实' });

    expect((await withdraw()).status).toBe(204);
    expect((await withdraw()).body.code).toBe('NOT_PUBLISHED');
    const page = await request(house.app).get(`/register/${number}`);
    expect([page.status, page.text.includes('内容有误，正在核实')]).toEqual([410, true]);
    expect(page.text).not.toContain('路灯已于当日修复');
    expect((await request(house.app).get(`/api/v1/register/${number}`)).status).toBe(410);
    expect((await read(caseId)).state).toBe('withdrawn');
  });
});
