import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { type ApiHouse, complaint, receive, startApi } from '../start-api.ts';

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await house.hire('clerk', { role: 'intake-clerk', unitId: 'U-office' });
  await house.hire('handler', { role: 'unit-handler', unitId: 'U-shizheng' });
}, 60_000);
afterAll(() => house.stop());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const post = () => request(house.app).post('/api/v1/complaints');
const count = () => house.deps.store.rows('complaints').countDocuments({});

describe('submitting a complaint', () => {
  test('gives number and secret while the engine is away, and leaves word for it', async () => {
    house.engine.isAway = true;

    const sent = await post().send(complaint);

    house.engine.isAway = false;
    expect(sent.status).toBe(201);
    expect(sent.body.number).toMatch(/^HY\d{8}-\d{4}$/);
    expect(sent.body.secret.replaceAll('-', '')).toHaveLength(26);
    expect(sent.body.trackUrl).not.toContain(sent.body.secret);
    const found = await house.deps.cases.findByNumber(sent.body.number);
    const row = await house.deps.outbox.find(`start:${found?.id}`);
    expect(row?.told).toMatchObject({ kind: 'message', correlationKey: found?.id });
  });

  test('keeps files by what they are, with the name people know them by', async () => {
    const sent = await post()
      .set('x-huiying', '1')
      .field(complaint)
      .field('contact[email]', 'citizen@example.org')
      .attach('files', png, '路灯 照片.png');

    expect(sent.status).toBe(201);
    const found = await house.deps.complaints.findByNumber(sent.body.number);
    expect(found?.attachments).toEqual([
      expect.objectContaining({ name: '路灯 照片.png', type: 'image/png', size: png.length }),
    ]);
    expect(found?.contact?.email).toBe('citizen@example.org');
  });

  test('leaves the name out of one sent without a name', async () => {
    const { caseId } = await receive(house, {
      anonymous: true,
      contact: { name: '张三', phone: '13800000000' },
    });

    const kept = await house.deps.complaints.find(caseId);

    expect(kept?.contact).toEqual({ name: null, phone: '13800000000', email: null });
  });

  test('by staff for a caller states the channel and who entered it', async () => {
    const clerk = await house.signIn('clerk');

    const sent = await clerk.post('/api/v1/complaints').send({ ...complaint, channel: 'hotline' });

    const found = await house.deps.cases.findByNumber(sent.body.number);
    const [first] = await house.deps.cases.log(found?.id ?? '');
    expect(found?.channel).toBe('hotline');
    expect(first?.by).toMatchObject({ kind: 'staff', userId: 'P-clerk', role: 'intake-clerk' });
  });

  test.each([
    ['nobody', null],
    ['a handler', 'handler'],
  ])('by %s takes no other channel than the web page', async (_who, login) => {
    const sender = login === null ? request(house.app) : await house.signIn(login);

    const refused = await sender
      .post('/api/v1/complaints')
      .send({ ...complaint, channel: 'letter' });

    expect(refused.status).toBe(403);
  });
});

describe('submitting a complaint again', () => {
  test('with the same key gives the same receipt and one case', async () => {
    const before = await count();
    const send = () => post().set('idempotency-key', 'attempt-0001').send(complaint);

    const answers = await Promise.all([send(), send(), send()]);
    const later = await send();

    expect(new Set([...answers, later].map(({ body }) => body.number)).size).toBe(1);
    expect(new Set([...answers, later].map(({ body }) => body.secret)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test('with the same key and other words is refused', async () => {
    await post().set('idempotency-key', 'attempt-0002').send(complaint);

    const other = await post()
      .set('idempotency-key', 'attempt-0002')
      .send({ ...complaint, subject: '另一件事' });

    expect(other.status).toBe(422);
    expect(other.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(JSON.stringify(other.body)).not.toMatch(/secret|HY\d{8}/);
  });

  test('with files keeps the files once', async () => {
    const send = () =>
      post()
        .set('x-huiying', '1')
        .set('idempotency-key', 'attempt-0003')
        .field(complaint)
        .attach('files', png, 'a.png');
    await send();
    const files = await house.deps.store.rows('attachments.files').countDocuments({});

    await send();

    expect(await house.deps.store.rows('attachments.files').countDocuments({})).toBe(files);
  });
});

describe('what is not taken', () => {
  const cases: readonly [string, Record<string, unknown>, string, string][] = [
    ['no subject', { ...complaint, subject: '' }, '/subject', 'REQUIRED'],
    ['a text too short', { ...complaint, text: '坏' }, '/text', 'TOO_SHORT'],
    ['a text too long', { ...complaint, text: '长'.repeat(10_001) }, '/text', 'TOO_LONG'],
    ['an unknown topic', { ...complaint, topic: 'astrology' }, '/topic', 'NOT_A_CHOICE'],
    ['a list for a text', { ...complaint, text: ['a', 'b'] }, '/text', 'WRONG_TYPE'],
    ['a query for a text', { ...complaint, text: { $gt: '' } }, '/text', 'WRONG_TYPE'],
    ['a status', { ...complaint, status: 'answered' }, '/status', 'UNKNOWN_FIELD'],
    ['a unit', { ...complaint, unitId: 'U-city' }, '/unitId', 'UNKNOWN_FIELD'],
    [
      'a lone surrogate',
      { ...complaint, text: `路灯坏了 \ud83d 请修` },
      '/text',
      'TEXT_UNPRINTABLE',
    ],
    ['a NUL', { ...complaint, text: '路灯坏了\u0000请修' }, '/text', 'TEXT_UNPRINTABLE'],
    ['a terminal code', { ...complaint, subject: '\u001b[31m红' }, '/subject', 'TEXT_UNPRINTABLE'],
    [
      'a line break in a subject',
      { ...complaint, subject: 'a\r\nBcc: x' },
      '/subject',
      'ONE_LINE_ONLY',
    ],
    [
      'no e-mail address',
      { ...complaint, contact: { email: 'x' } },
      '/contact/email',
      'EMAIL_WRONG',
    ],
    [
      'a time to come',
      { ...complaint, postedAt: '2099-01-01T00:00:00Z' },
      '/postedAt',
      'IN_FUTURE',
    ],
  ];

  test.each(cases)('%s: a sentence with its place', async (_what, body, pointer, code) => {
    const before = await count();

    const refused = await post().send(body);

    expect(refused.status).toBe(422);
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(refused.body.errors).toContainEqual({
      pointer,
      code,
      message: expect.stringMatching(/\p{Script=Han}/u),
    });
    expect(await count()).toBe(before);
  });

  test('broken JSON, other encodings, text for JSON and bodies beyond the limit', async () => {
    const broken = await post().type('json').send('{"subject": "x"');
    const plain = await post().type('text/plain').send(JSON.stringify(complaint));
    const form = await post().type('form').send({ subject: 'x' });
    const large = await post().send({ ...complaint, text: 'x'.repeat(300_000) });

    expect([broken.status, broken.body.code]).toEqual([400, 'JSON_BROKEN']);
    expect([plain.status, form.status]).toEqual([415, 415]);
    expect([large.status, large.body.code]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  test('a file of 30 MB: what the limit is, in both languages', async () => {
    const send = (lang: string) =>
      post()
        .query({ lang })
        .set('x-huiying', '1')
        .field(complaint)
        .attach('files', Buffer.alloc(30 * 1024 * 1024, 1), 'film.mp4');

    const [chinese, english] = [await send('zh'), await send('en')];

    expect([chinese.status, english.status]).toEqual([413, 413]);
    expect(chinese.body.detail).toContain('10 MB');
    expect(english.body.title).toBe('A file is too large');
  });

  test.each([
    ['a script named as a picture', 'photo.png', Buffer.from('<script>alert(1)</script>')],
    ['an SVG', 'logo.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a program', 'setup.pdf', Buffer.from('MZ\u0090\u0000\u0003', 'latin1')],
  ])('%s: refused, and nothing kept', async (_what, name, bytes) => {
    const before = await count();

    const refused = await post()
      .set('x-huiying', '1')
      .field(complaint)
      .attach('files', bytes, name);

    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('FILE_TYPE_REFUSED');
    expect(refused.body.detail).toContain(name);
    expect(await count()).toBe(before);
  });

  test('an empty file, and more than ten', async () => {
    const empty = await post()
      .set('x-huiying', '1')
      .field(complaint)
      .attach('files', Buffer.alloc(0), 'nothing.png');
    const many = post().set('x-huiying', '1').field(complaint);
    for (let n = 0; n < 11; n += 1) many.attach('files', png, `${n}.png`);

    expect((await empty).body.code).toBe('FILE_EMPTY');
    expect((await many).status).toBe(413);
  });
});
