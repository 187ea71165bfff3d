import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { TopicsDocument } from '../../../../processes/settings/topics.ts';
import { buildQuestion } from '../../../settings/build-settings.ts';
import { story } from '../../citizen/visitor.ts';
import { type ApiHouse, assign, complaint, receive, startApi } from '../start-api.ts';
import {
  assignTo,
  at,
  change,
  type Desk,
  decide,
  fileOnPages,
  keptOutside,
  people,
  waiting,
  withType,
} from './change-settings.ts';

let house: ApiHouse;
let admin: Desk;
let office: Desk;
let leader: Desk;

beforeAll(async () => {
  house = await startApi();
  for (const [login, role, unitId] of people) await house.hire(login, { role, unitId });
  admin = await house.signIn('admin');
  office = await house.signIn('office');
  leader = await house.signIn('leader');
}, 60_000);
afterAll(() => house.stop());

const read = (kind: string, key?: string) => admin.get(at(kind, key));

describe('a complaint type', () => {
  test('waits until somebody else approves it, and is asked for then', async () => {
    const proposed = await change(admin, 'topics', 'house', withType('street-lamps'));
    const again = await change(office, 'topics', 'house', withType('another'));
    const before = await request(house.app)
      .post('/api/v1/complaints')
      .send({ ...complaint, topic: 'street-lamps' });
    const shown = await waiting(office, 'topics');
    const own = await decide(admin, shown.id, 'approve');
    const approved = await decide(office, shown.id, 'approve');

    expect(proposed.body).toEqual({ state: 'proposed', version: null, alone: false });
    expect([again.status, again.body.code]).toEqual([409, 'SETTING_PROPOSED']);
    expect(before.body.errors).toMatchObject([{ pointer: '/topic', code: 'NOT_A_CHOICE' }]);
    expect(shown).toMatchObject({ mine: false, mayDecide: true, by: { id: 'P-admin' } });
    expect(shown.differences).toMatchObject([{ what: 'added', after: '路灯' }]);
    expect([own.status, own.body.code]).toEqual([403, 'OWN_PROPOSAL']);
    expect(approved.body).toEqual({ state: 'in-force', version: 1, alone: false });
    expect((await decide(office, shown.id, 'approve')).body.code).toBe('SETTING_DECIDED');
    const types = await request(house.app).get('/api/v1/topics?lang=en');
    expect(types.body.items.at(-1)).toMatchObject({ id: 'street-lamps', name: 'Street lamps' });
  });

  test('asks its questions on a page without scripts, and keeps the answers with the case', async () => {
    const { asked, wrong, check, number } = await fileOnPages(house.app);

    expect(asked.text).toContain('灯杆编号');
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('请回答「灯杆编号」');
    expect(wrong.text).toContain('「怎样不亮」请从给出的选项中选一项');
    expect(check.text).toContain('&lt;b&gt;12&lt;/b&gt;');
    const one = await house.deps.cases.findByNumber(number);
    const file = await office.get(`/api/v1/cases/${one?.id}`);
    expect(file.body.case.topicName).toBe('路灯');
    expect(file.body.complaint).toMatchObject({
      text: story.text,
      answers: [
        { id: 'lamp', question: '灯杆编号', answer: '<b>12</b>' },
        { id: 'state', question: '怎样不亮', answer: '一直不亮' },
      ],
    });
    expect(file.body.entries).toEqual([]);
    const kept = await keptOutside(house, one?.id ?? '');
    expect(kept.told).toContain('complaint-received');
    expect(kept.told).not.toContain('12</b>');
    expect(kept.logged).toBe(kept.digest);
  });

  test('is answered over the api too, every wrong answer named', async () => {
    const send = (answers: object) =>
      request(house.app)
        .post('/api/v1/complaints')
        .send({ ...complaint, topic: 'street-lamps', answers });

    const refused = await send({ state: 'c9', other: 'x' });

    expect(refused.status).toBe(422);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/answers/lamp',
      '/answers/state',
      '/answers/other',
    ]);
    expect((await send({ lamp: '12' })).status).toBe(201);
  });

  test('that cases have is retired, not removed; a mistake is told with its place', async () => {
    const removed = await change(admin, 'topics', 'house', ({ items }: TopicsDocument) => ({
      items: items.filter(({ id }) => id !== 'street-lamps'),
    }));
    const textless = await change(admin, 'topics', 'house', ({ items }: TopicsDocument) => ({
      items: items.map((one) => ({ ...one, questions: [buildQuestion({ zh: '' })] })),
    }));

    expect(removed.body.errors[0].pointer).toBe('/value/items/street-lamps');
    expect(textless.body.errors[0]).toMatchObject({
      ...{ pointer: '/value/items/0/questions/0/zh', code: 'QUESTION_WITHOUT_TEXT' },
      message: '请写出问题',
    });
  });

  test('is refused with a remark, taken back, and restored as a new version', async () => {
    await change(admin, 'topics', 'house', withType('wrong-one'));
    const first = await waiting(office, 'topics');
    expect((await decide(office, first.id, 'refuse', '')).status).toBe(422);
    expect((await decide(office, first.id, 'refuse', '不需要')).status).toBe(204);
    await change(admin, 'topics', 'house', withType('other-one'));
    const second = await waiting(admin, 'topics');
    expect((await office.post(`/api/v1/settings/proposals/${second.id}/withdraw`)).status).toBe(
      403,
    );
    expect((await admin.post(`/api/v1/settings/proposals/${second.id}/withdraw`)).status).toBe(204);

    expect((await read('topics')).body).toMatchObject({ version: 1, proposal: null });
    const unchanged = await admin
      .post(`${at('topics')}/restore`)
      .set('if-match', '"1"')
      .send({ version: 1, reason: '恢复' });
    expect(unchanged.body.code).toBe('SETTING_UNCHANGED');
  });
});

describe('two editors at once', () => {
  test('one is told that the other was first, and nothing is half done', async () => {
    const send = (from: string) =>
      admin
        .put(at('quiet-hours'))
        .set('if-match', '"0"')
        .send({ value: { from, to: '07:00' }, reason: '作息' });

    const answers = await Promise.all([send('21:00'), send('23:00')]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const { body } = await read('quiet-hours');
    expect(body.versions).toHaveLength(1);
    expect(body.versions[0].differences).toHaveLength(1);
  });

  test('the one setting of quiet hours holds for people who chose none', async () => {
    await change(admin, 'quiet-hours', 'house', () => ({ from: '20:00', to: '08:30' }));

    const mine = await office.get('/api/v1/notices/settings');

    expect(mine.body.quiet).toEqual({ from: '20:00', until: '08:30' });
    expect((await office.get('/api/v1/quiet-hours')).body).toEqual({ from: '20:00', to: '08:30' });
  });

  test('an older version comes back as a new one, and the record has both', async () => {
    const restored = await admin
      .post(`${at('quiet-hours')}/restore`)
      .set('if-match', (await read('quiet-hours')).headers.etag ?? '')
      .send({ version: 0, reason: '恢复出厂' });

    const audit = await admin.get('/api/v1/settings/audit?kind=quiet-hours&lang=en');

    expect(restored.body).toMatchObject({ state: 'in-force', version: 3 });
    expect(audit.body.items).toHaveLength(3);
    expect(audit.body.items[0]).toMatchObject({ version: 3, restores: 0, reason: '恢复出厂' });
    expect(audit.body.items[0].differences).toContainEqual({
      ...{ what: 'changed', place: 'To', before: '08:30', after: '07:00' },
    });
    expect((await admin.get('/api/v1/settings/audit?until=2020-01-01')).body.items).toEqual([]);
    expect((await admin.get('/api/v1/settings/audit?limit=1')).body.next).not.toBeNull();
  });
});

describe('a unit', () => {
  const dissolve = (successorId: string | null) => (value: object) => ({
    ...value,
    ...{ phone: '12319', dissolvedOn: '2026-01-01', successorId },
  });

  test('with open cases is dissolved only with a successor, gets nothing new and keeps its name', async () => {
    const { caseId } = await receive(house);
    await assign(house, caseId, 'U-huanbao');
    const value = (await read('unit', 'U-huanbao')).body.value;
    const ended = { ...value, dissolvedOn: '2026-01-01', successorId: 'U-shizheng' };

    const refused = await change(admin, 'unit', 'U-huanbao', dissolve(null));
    const preview = await admin.post(`${at('unit', 'U-huanbao')}/preview`).send({ value: ended });
    const done = await change(admin, 'unit', 'U-huanbao', dissolve('U-shizheng'));

    expect(refused.body.errors[0]).toMatchObject({ code: 'UNIT_HAS_CASES' });
    expect(refused.body.errors[0].message).toContain('1 件');
    expect(preview.body.notes[0]).toMatch(/1 件.*「城市管理局」/);
    expect(done.body).toMatchObject({ state: 'in-force', version: 2 });
    const file = await office.get(`/api/v1/cases/${caseId}`);
    expect(file.body.case.unitName).toBe('生态环境局');
    const next = await receive(house, { text: '另一件事：幸福路的路灯又不亮了，请尽快修理。' });
    const { choices, given } = await assignTo(house, office, next.caseId, 'U-huanbao');
    expect(choices).not.toContain('U-huanbao');
    expect(given.body.code).toBe('UNIT_DISSOLVED');
  });
});

describe('the roles of a person', () => {
  const hold =
    (...roles: readonly object[]) =>
    (value: object) => ({ ...value, roles });
  const lawyer = { role: 'lawyer', unitId: 'U-office', from: null, until: null };

  test('given wait for somebody else; taken away end at once, with their sessions', async () => {
    const handler = await house.signIn('handler');
    const given = await change(admin, 'person', 'P-handler', hold(lawyer));
    const proposal = await waiting(leader, 'person');

    expect(given.body.state).toBe('proposed');
    expect((await decide(office, proposal.id, 'approve')).body.code).toBe('ROLE_MISSING');
    expect((await decide(leader, proposal.id, 'approve')).body.state).toBe('in-force');
    expect((await handler.get('/api/v1/session')).status).toBe(401);
    expect((await change(admin, 'person', 'P-handler', hold())).body.state).toBe('in-force');
    const { body } = await read('person', 'P-handler');
    expect(body.versions[0].differences).toEqual([
      {
        ...{ what: 'removed', place: '角色 › 法务 · 市政府办公室' },
        ...{ before: '法务 · 市政府办公室', after: null },
      },
    ]);
  });

  test('count on their days only; unknown ones and one’s own are refused', async () => {
    const past = { ...lawyer, until: '2020-12-31' };
    await change(admin, 'person', 'P-handler', hold(past));
    await decide(leader, (await waiting(leader, 'person')).id, 'approve');
    const handler = await house.signIn('handler');

    expect((await handler.get('/api/v1/session')).body.roles).toEqual([]);
    const unknown = await change(admin, 'person', 'P-handler', hold({ ...lawyer, role: 'king' }));
    expect(unknown.body.errors[0]).toMatchObject({ pointer: '/value/roles/0/role' });
    const own = await change(admin, 'person', 'P-admin', hold(lawyer));
    expect([own.status, own.body.code]).toEqual([409, 'OWN_ACCESS']);
  });
});

describe('what citizens meet', () => {
  test('a text is worded by two, and HTML in it is shown as it was typed', async () => {
    await change(admin, 'texts', 'house', () => ({
      items: { 'start.title': { zh: '<b>有事</b>请讲', en: '' } },
    }));
    await decide(office, (await waiting(office, 'texts')).id, 'approve');

    const zh = await request(house.app).get('/?lang=zh');
    const en = await request(house.app).get('/?lang=en');

    expect(zh.text).toContain('<h1>&lt;b&gt;有事&lt;/b&gt;请讲</h1>');
    expect(en.text).not.toContain('有事');
  });

  test('a channel asks for its link, and a closed one takes nothing', async () => {
    type Channels = { readonly items: readonly { readonly id: string }[] };
    await change(admin, 'channels', 'house', ({ items }: Channels) => ({
      items: items.map((one) => ({
        ...one,
        ...(one.id === 'board' ? { needs: 'link' } : {}),
        ...(one.id === 'web' ? { open: false } : {}),
      })),
    }));
    const send = (by: Desk, more: object) =>
      by.post('/api/v1/complaints').send({ ...complaint, ...more });
    const reference = 'https://board.example/7';
    const refused = await send(office, { channel: 'board' });
    expect(refused.body.errors[0].code).toBe('LINK_MISSING');
    const taken = await send(office, { channel: 'board', reference });
    const post = { ...complaint, channel: 'board', link: reference };
    expect((await office.post('/api/v1/intake').send(post)).status).toBe(201);
    const one = await house.deps.cases.findByNumber(String(taken.body.number));
    const file = await office.get(`/api/v1/cases/${one?.id}`);
    expect(file.body.complaint.reference).toBe(reference);
    expect((await send(office, {})).body.code).toBe('CHANNEL_CLOSED');
    expect((await request(house.app).get('/submit')).status).toBe(403);
  });
});

describe('who sees settings', () => {
  test('only those who have to do with a kind', async () => {
    const [clerk, auditor] = [await house.signIn('clerk'), await house.signIn('auditor')];

    expect((await clerk.get('/api/v1/settings')).status).toBe(403);
    expect((await office.get(at('person', 'P-handler'))).status).toBe(403);
    expect((await auditor.get(at('person', 'P-handler'))).body.mayEdit).toBe(false);
    const { value } = (await auditor.get(at('topics'))).body;
    const changed = auditor.put(at('topics')).set('if-match', '"1"').send({ value, reason: '试' });
    expect((await changed).status).toBe(403);
    expect((await admin.get(at('unit', 'U-nowhere'))).body.code).toBe('SETTING_UNKNOWN');
  });
});
