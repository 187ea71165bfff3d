import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { usualPreferences } from '../../../processes/notify/preferences.ts';
import { createFileMail } from '../../../workers/mail/file-mail.ts';
import { createNotify, type Notify } from '../../../workers/notify/notify.ts';
import { openChannels } from '../../../workers/notify/open-channels.ts';
import type { Channels } from '../../../workers/notify/port.ts';
import { signatureOf } from '../../../workers/notify/sign-event.ts';
import type { NoticeRow } from '../../../workers/store/notices.ts';
import type { PreferenceRow } from '../../../workers/store/preferences.ts';
import { startOutboxPublisher } from '../../../workers/zeebe/outbox-publisher.ts';
import { FakeEngine } from '../../support/fake-engine.ts';
import { createKeptLog } from '../../support/quiet-logger.ts';
import { until } from '../../support/until.ts';
import { type ApiHouse, startApi } from '../api/start-api.ts';
import { openReceiver } from './receiver.ts';

jest.setTimeout(60_000);

let house: ApiHouse;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let channels: Channels;
let at = new Date('2026-11-20T10:00:00+08:00');
const now = () => at;

function notifyWith(over: Partial<Channels> = {}): Notify {
  return createNotify({
    ...house.deps,
    ...{ now, zone: 'Asia/Shanghai', publicUrl: 'https://hall.example', allowPrivate: true },
    deskUrl: 'https://hall.example/desk/',
    channels: { ...channels, ...over },
  });
}

/** Runs the outbox until nothing is due any more at the time of the test. */
async function tellAll(notify = notifyWith()): Promise<void> {
  const engine = new FakeEngine({ logger: createKeptLog() }).connect();
  const publisher = startOutboxPublisher(
    {
      ...{ outbox: house.deps.outbox, engine, tasks: { find: async () => null }, notify, now },
      ...{ deliverMail: async () => {}, logger: createKeptLog() },
    },
    { lookEveryMs: 20 },
  );
  await until('nothing is due', async () => {
    const rows = house.deps.store.rows('outbox');
    return (
      (await rows.countDocuments({ doneAt: null, givenUpAt: null, createdAt: { $lte: now() } })) ===
      0
    );
  });
  await publisher.stop(2000);
}

const notice = (id: string, change: Partial<NoticeRow> = {}): NoticeRow => ({
  ...{ _id: id, caseId: null, kind: 'overdue', channel: 'desk', at, sentAt: at, receipt: 'desk' },
  to: { kind: 'group', id: 'unit-deputy@U-shizheng' },
  params: { number: 'HY20261120-0007', kind: 'done', dueAt: at, means: '张三的身份证号码' },
  ...change,
});

async function say(...rows: readonly NoticeRow[]): Promise<void> {
  await house.deps.store.transaction(async (tx) => {
    for (const row of rows) await house.deps.notices.putOnce(tx, row);
  });
}

async function filesIn(channel: 'mail' | 'sms' | 'wecom'): Promise<string[]> {
  const folder = join(house.deps.config.DATA_DIR, channel);
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
}

const addresses = { mail: 'deputy@hall.example', sms: '13800000000', wecom: 'deputy' };
const choose = (change: object) =>
  house.deps.store
    .rows<PreferenceRow>('notify_preferences')
    .updateOne(
      { _id: 'P-deputy' },
      { $set: { ...usualPreferences, addresses, version: 1, ...change } },
      { upsert: true },
    );

beforeAll(async () => {
  house = await startApi({ WEBHOOK_PRIVATE: 'true', PUBLIC_URL: 'http://hall.example' });
  receiver = await openReceiver();
  channels = openChannels(
    house.deps.config,
    createFileMail(join(house.deps.config.DATA_DIR, 'mail'), 'hall@hall.example'),
  );
  await house.hire('deputy', { role: 'unit-deputy', unitId: 'U-shizheng' });
  await house.hire('neighbour', { role: 'unit-deputy', unitId: 'U-huanbao' });
  await house.hire('admin', { role: 'system-admin', unitId: 'U-city' });
});

afterAll(async () => {
  await receiver.close();
  await house.stop();
});

describe('a notice to a group', () => {
  test('stands on the desks of its people, once however often it is spread, and by mail', async () => {
    await choose({});
    await say(notice('n-1'));
    await say(notice('n-1'));
    await tellAll();
    await notifyWith()('fan-out', 'n-1');
    await tellAll();

    const deputy = await house.signIn('deputy');
    const shown = await deputy.get('/api/v1/notices');
    const other = await (await house.signIn('neighbour')).get('/api/v1/notices');
    expect(shown.body).toMatchObject({
      unread: 1,
      items: [{ kind: 'overdue', number: 'HY20261120-0007', read: false }],
    });
    expect(other.body).toEqual({ items: [], unread: 0 });
    const mails = await filesIn('mail');
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('To: deputy@hall.example');
  });

  test('is marked as read by its reader, by nobody else', async () => {
    const deputy = await house.signIn('deputy');
    const id = (await deputy.get('/api/v1/notices')).body.items[0].id;
    await (await house.signIn('neighbour')).post('/api/v1/notices/read').send({ ids: [id] });
    expect((await deputy.get('/api/v1/notices')).body.unread).toBe(1);

    await deputy.post('/api/v1/notices/read').send({ ids: [id] });

    expect((await deputy.get('/api/v1/notices')).body).toMatchObject({
      unread: 0,
      items: [{ id, read: true }],
    });
  });

  test('waits for the end of quiet hours, unless it presses', async () => {
    at = new Date('2026-11-20T23:00:00+08:00');
    await choose({ kinds: { ...usualPreferences.kinds, overdue: ['desk', 'sms'] } });
    await say(notice('n-quiet'), notice('n-duty', { kind: 'duty-call' }));
    await tellAll();
    const keysOf = async () => (await filesIn('sms')).map((text) => JSON.parse(text).key);
    expect(await keysOf()).toEqual(['n-duty:P-deputy:sms']);

    at = new Date('2026-11-21T07:00:01+08:00');
    await tellAll();

    expect((await keysOf()).sort()).toEqual(['n-duty:P-deputy:sms', 'n-quiet:P-deputy:sms']);
  });

  test('goes into the daily summary of whoever wants one', async () => {
    at = new Date('2026-11-21T10:00:00+08:00');
    await choose({
      digestAt: '17:00',
      kinds: { ...usualPreferences.kinds, overdue: ['desk', 'wecom'] },
    });
    await say(notice('n-d1'), notice('n-d2'));
    await tellAll();
    expect(await filesIn('wecom')).toEqual([]);

    at = new Date('2026-11-21T17:01:01+08:00');
    await tellAll();

    const [summary, ...more] = await filesIn('wecom');
    expect(more).toEqual([]);
    expect(JSON.parse(summary ?? '{}')).toMatchObject({
      ...{ to: 'deputy', subject: expect.stringContaining('2') },
    });
  });

  test('sent and not marked, by a crash in between, is sent again under the same key', async () => {
    at = new Date('2026-11-23T10:00:00+08:00');
    await choose({ kinds: { ...usualPreferences.kinds, overdue: ['desk', 'sms'] } });
    await say(notice('n-crash'));
    const keys: string[] = [];
    const crashing: Channels['sms'] = {
      send: async ({ key }) => {
        keys.push(key);
        if (keys.length === 1) throw new Error('the process died after the gateway took it');
        return 'sms';
      },
    };
    const notify = notifyWith({ sms: crashing });
    await notify('fan-out', 'n-crash');

    await expect(notify('message', 'n-crash:P-deputy:sms')).rejects.toThrow('died');
    await notify('message', 'n-crash:P-deputy:sms');
    await notify('message', 'n-crash:P-deputy:sms');

    expect(keys).toEqual(['n-crash:P-deputy:sms', 'n-crash:P-deputy:sms']);
    await tellAll();
  });
});

describe('a webhook', () => {
  let hook: { id: string; secret: string };
  const add = async (body: object) =>
    (await house.signIn('admin')).post('/api/v1/webhooks').send(body);

  test('is added by an administrator when its receiver agrees, and shows its secret once', async () => {
    const body = { url: receiver.url, kinds: ['overdue'] };
    const refused = await (await house.signIn('deputy')).post('/api/v1/webhooks').send(body);
    receiver.state.allows = '';
    const silent = await add(body);
    receiver.state.allows = 'hall.example';
    const added = await add(body);

    expect(refused.status).toBe(403);
    expect(silent.body.code).toBe('WEBHOOK_REFUSED');
    expect(added.status).toBe(201);
    hook = added.body;
    expect(receiver.received.at(-1)).toMatchObject({
      ...{ method: 'OPTIONS', headers: { 'webhook-request-origin': 'hall.example' } },
    });
    const listed = await (await house.signIn('admin')).get('/api/v1/webhooks');
    expect(listed.body.items).toHaveLength(1);
    expect(JSON.stringify(listed.body)).not.toContain(hook.secret);
  });

  test('is told what it wants, signed, in ids, dates and numbers only', async () => {
    at = new Date('2026-11-24T10:00:00+08:00');
    await say(notice('n-hook'), notice('n-other', { kind: 'merit' }));
    await tellAll();

    const [event, ...more] = receiver.events();
    expect(more).toEqual([]);
    if (event === undefined) throw new Error('nothing came');
    const { headers, body } = event;
    expect(headers['content-type']).toContain('application/cloudevents+json');
    const seconds = Number(headers['x-huiying-timestamp']);
    expect(headers['x-huiying-signature']).toBe(
      `sha256=${signatureOf(hook.secret, seconds, body)}`,
    );
    expect(JSON.parse(body)).toMatchObject({
      ...{ specversion: '1.0', id: 'n-hook', type: 'org.huiying.notice.overdue' },
      data: { number: 'HY20261120-0007', kind: 'done' },
    });
    expect(body).not.toContain('张三');
  });

  test('that fails is told again with back-off and the same event id, then by hand', async () => {
    receiver.state.status = 503;
    const before = receiver.events().length;
    await say(notice('n-again'));
    const id = `n-again:${hook.id}`;
    await notifyWith()('fan-out', 'n-again');
    await expect(notifyWith()('webhook', id)).rejects.toThrow('did not take it');
    receiver.state.status = 204;
    await tellAll();
    const admin = await house.signIn('admin');
    const path = `/api/v1/webhooks/${hook.id}`;
    const list = await admin.get(`${path}/deliveries`);
    expect(list.body.items[0]).toMatchObject({ eventId: 'n-again', tries: 2, lastAnswer: '204' });

    const asked = await admin.post(`${path}/redeliveries`).send({ deliveryId: id });
    at = new Date();
    await tellAll();

    expect(asked.status).toBe(202);
    const ids = receiver.events().map(({ body }) => JSON.parse(body).id);
    expect(ids.slice(before)).toEqual(['n-again', 'n-again', 'n-again']);
  });

  test('that is paused is told nothing', async () => {
    const admin = await house.signIn('admin');
    await admin.patch(`/api/v1/webhooks/${hook.id}`).set('if-match', '"1"').send({ active: false });
    const before = receiver.events().length;
    await say(notice('n-paused'));
    await tellAll();

    expect(receiver.events()).toHaveLength(before);
  });
});

describe('what somebody chose', () => {
  test('is read and saved at its version, by themselves only', async () => {
    const agent = await house.signIn('neighbour');
    const read = await agent.get('/api/v1/notices/settings');
    expect(read.headers.etag).toBe('"0"');
    expect(read.body).toMatchObject({ quiet: { from: '22:00', until: '07:00' }, digestAt: null });
    const body = { ...read.body, addresses: { mail: 'n@hall.example', sms: '', wecom: '' } };

    const saved = await agent.put('/api/v1/notices/settings').set('if-match', '"0"').send(body);
    const late = await agent.put('/api/v1/notices/settings').set('if-match', '"0"').send(body);
    const wrong = await agent
      .put('/api/v1/notices/settings')
      .set('if-match', '"1"')
      .send({ ...body, addresses: { mail: 'nobody', sms: '', wecom: '' } });

    expect(saved.body.addresses.mail).toBe('n@hall.example');
    expect(late.status).toBe(412);
    expect(wrong.status).toBe(422);
  });
});
