import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { Role } from '../../../../processes/roles.ts';
import { type ApiHouse, assign, receive, startApi } from '../start-api.ts';

type Given = Awaited<ReturnType<typeof receive>>;
let house: ApiHouse;
let fresh: Given;
let here: Given;
let elsewhere: Given;
let secretOne: Given;

const people = {
  clerk: ['intake-clerk', 'U-office'],
  office: ['office', 'U-office'],
  handler: ['unit-handler', 'U-shizheng'],
  deputy: ['unit-deputy', 'U-shizheng'],
  neighbour: ['unit-principal', 'U-huanbao'],
  leader: ['leading-group', 'U-city'],
  checker: ['publication-checker', 'U-office'],
  auditor: ['auditor', 'U-office'],
  owner: ['process-owner', 'U-office'],
  admin: ['system-admin', 'U-city'],
} as const satisfies Record<string, readonly [Role, string]>;
type Login = keyof typeof people;

/** Which of the four cases each sees: none yet assigned, ours, the neighbour's, ours and confidential. */
const sees = {
  clerk: ['fresh', 'here', 'elsewhere', 'secret'],
  office: ['fresh', 'here', 'elsewhere', 'secret'],
  handler: ['here', 'secret'],
  deputy: ['here', 'secret'],
  neighbour: ['elsewhere'],
  leader: ['fresh', 'here', 'elsewhere', 'secret'],
  checker: [],
  auditor: ['fresh', 'here', 'elsewhere', 'secret'],
  owner: [],
  admin: [],
} as const satisfies Record<Login, readonly string[]>;

beforeAll(async () => {
  house = await startApi();
  for (const [login, [role, unitId]] of Object.entries(people))
    await house.hire(login, { role, unitId });
  const contact = { name: '张三', phone: '13800000000' };
  fresh = await receive(house, { contact });
  here = await receive(house, { contact });
  elsewhere = await receive(house, { contact });
  secretOne = await receive(house, { contact, confidential: true });
  await assign(house, here.caseId, 'U-shizheng');
  await assign(house, elsewhere.caseId, 'U-huanbao');
  await assign(house, secretOne.caseId, 'U-shizheng');
}, 60_000);
afterAll(() => house.stop());

const named = () => ({ fresh, here, elsewhere, secret: secretOne });
const logins = Object.keys(people).map((login) => [login]);
const isLogin = (word: string): word is Login => word in people;

describe('who sees which case', () => {
  test.each(logins)('%s: the list holds what may be seen, and counts no other', async (login) => {
    const person = await house.signIn(login);
    const wanted = isLogin(login) ? sees[login] : [];

    const list = await person.get('/api/v1/cases').query({ limit: 200 });

    const numbers = list.body.items.map(({ number }: { number: string }) => number).toSorted();
    const all = Object.entries(named());
    const expected = all.filter(([name]) => wanted.some((one) => one === name));
    expect(numbers).toEqual(expected.map(([, { number }]) => number).toSorted());
    expect(list.body.total).toBe(expected.length);
  });

  test.each(logins)('%s: every page of another case is a page of no case', async (login) => {
    const person = await house.signIn(login);
    const wanted: readonly string[] = isLogin(login) ? sees[login] : [];
    const pages = ['', '/timeline', '/diagram', '/decisions'];

    for (const [name, { caseId }] of Object.entries(named())) {
      const answers = await Promise.all(
        pages.map((page) => person.get(`/api/v1/cases/${caseId}${page}`)),
      );
      const status = wanted.includes(name) ? 200 : 404;
      expect([name, answers.map((one) => one.status)]).toEqual([name, pages.map(() => status)]);
    }
  });

  test('nobody who is not signed in sees any', async () => {
    const pages = ['/cases', `/cases/${here.caseId}`, '/tasks', '/users', '/units', '/stalls'];

    const answers = await Promise.all(
      pages.map((page) => request(house.app).get(`/api/v1${page}`)),
    );

    expect(answers.map(({ status }) => status)).toEqual(pages.map(() => 401));
  });

  test('a task opens its case to those it is meant for, and to no other of their role', async () => {
    const { caseId } = await receive(house);
    await house.hire('lawyer', { role: 'lawyer', unitId: 'U-office' });
    await house.hire('other-lawyer', { role: 'lawyer', unitId: 'U-huanbao' });
    await house.openTask({ caseId, action: null, candidateGroups: ['lawyer@U-office'] });

    const [mine, theirs] = [await house.signIn('lawyer'), await house.signIn('other-lawyer')];

    expect((await mine.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    expect((await theirs.get(`/api/v1/cases/${caseId}`)).status).toBe(404);
  });
});

describe('who sent it', () => {
  test('stands in no case file, list, timeline or task', async () => {
    const office = await house.signIn('office');
    const task = await house.openTask({ caseId: here.caseId });
    const pages = [`/cases/${here.caseId}`, '/cases', `/cases/${here.caseId}/timeline`];

    const answers = await Promise.all(
      [...pages, `/tasks/${task}`, '/tasks?scope=all'].map((page) => office.get(`/api/v1${page}`)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toMatch(/张三|13800000000/);
  });

  const readers: readonly [Login, number, number][] = [
    ['clerk', 200, 200],
    ['office', 200, 200],
    ['handler', 200, 403],
    ['deputy', 200, 403],
    ['leader', 403, 403],
    ['auditor', 403, 403],
    ['neighbour', 404, 404],
    ['admin', 404, 404],
  ];
  test.each(readers)('%s: openly sent %i, confidential %i', async (login, open, confidential) => {
    const person = await house.signIn(login);
    const read = (caseId: string) =>
      person.post(`/api/v1/cases/${caseId}/identity`).send({ reason: '电话核实' });

    const answers = [await read(here.caseId), await read(secretOne.caseId)];

    expect(answers.map(({ status }) => status)).toEqual([open, confidential]);
    const shown = answers.map(({ body }) => body.phone === '13800000000');
    expect(shown).toEqual([open === 200, confidential === 200]);
  });

  test('is on record with its reason before it is shown', async () => {
    const { caseId } = await receive(house, { contact: { name: '李四' }, confidential: true });
    const clerk = await house.signIn('clerk');

    const shown = await clerk
      .post(`/api/v1/cases/${caseId}/identity`)
      .send({ reason: '通知补充材料' });

    const [reading] = await house.deps.readings.ofCase(caseId);
    expect(shown.body.name).toBe('李四');
    expect(reading).toMatchObject({
      ...{ userId: 'P-clerk', what: 'identity', reason: '通知补充材料' },
      requestId: shown.headers['x-request-id'],
    });
  });

  test('is not shown without a reason', async () => {
    const clerk = await house.signIn('clerk');

    const refused = await clerk.post(`/api/v1/cases/${here.caseId}/identity`).send({ reason: '' });

    expect(refused.status).toBe(422);
  });
});

describe('files of a case', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  async function withFile(confidential: boolean) {
    const sent = await request(house.app)
      .post('/api/v1/complaints')
      .set('x-huiying', '1')
      .field({ topic: 'environment', subject: '路灯不亮', text: '门前路灯三天不亮，请修。' })
      .field('confidential', String(confidential))
      .attach('files', png, '照片 一.png');
    const kept = await house.deps.complaints.findByNumber(sent.body.number);
    await assign(house, kept?._id ?? '', 'U-shizheng');
    const path = `/api/v1/cases/${kept?._id}/attachments/${kept?.attachments[0]?.id}`;
    return { caseId: kept?._id ?? '', path };
  }

  test('are handed out to be saved, never shown by the browser', async () => {
    const { path } = await withFile(false);
    const handler = await house.signIn('handler');

    const file = await handler.get(path);

    expect(file.status).toBe(200);
    expect(file.body).toEqual(png);
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename\*?=/);
    expect(file.headers['x-content-type-options']).toBe('nosniff');
    expect(file.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
  });

  test('of a confidential sender are kept from the unit, and each reading is on record', async () => {
    const { caseId, path } = await withFile(true);
    const [handler, clerk] = [await house.signIn('handler'), await house.signIn('clerk')];

    const [refused, shown] = [await handler.get(path), await clerk.get(path)];

    expect([refused.status, shown.status]).toEqual([403, 200]);
    expect(await house.deps.readings.ofCase(caseId)).toEqual([
      expect.objectContaining({ userId: 'P-clerk', what: 'attachment' }),
    ]);
  });

  test('are not to be had through another case', async () => {
    const { path } = await withFile(false);
    const handler = await house.signIn('handler');
    const attachment = path.split('/').at(-1);

    const refused = await handler.get(`/api/v1/cases/${here.caseId}/attachments/${attachment}`);

    expect(refused.status).toBe(404);
  });
});
