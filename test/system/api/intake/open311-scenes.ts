import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { ReplyRow } from '../../../../workers/store/replies.ts';
import { type ApiHouse, complaint, receive } from '../start-api.ts';

const base = '/open311/v2';
const posted = {
  service_code: 'environment',
  description: '幸福路 12 号门前的路灯三天不亮，晚上看不见路。',
  address_string: '幸福路 12 号',
  last_name: '张',
  first_name: '三',
  phone: '13812345678',
  email: 'zhang.san@example.org',
};

/** Publishes a reply to a case, as its diagram would at the end. */
async function publish({ deps }: ApiHouse, caseId: string): Promise<void> {
  const at = new Date();
  const found = await deps.cases.find(caseId);
  const row: ReplyRow = {
    ...{ _id: caseId, number: found?.number ?? '', mode: 'public', unitId: 'U-shizheng' },
    ...{ topic: 'environment', subject: '路灯不亮', signedDigest: 'd', publishedAt: at },
    fields: {
      ...{ investigator: '市政科', investigatedOn: '2026-11-20', finding: 'substantiated' },
      ...{ findingText: '经查属实，<已修复> & 恢复照明。', measures: '', measuresBy: '' },
      ...{ ground: '城市照明管理规定', contact: '12345', publicity: 'public' },
    },
  };
  await deps.store.transaction((tx) => deps.replies.publishOnce(tx, row));
  await deps.store.rows<{ _id: string }>('cases').updateOne(
    { _id: caseId },
    {
      $set: { status: 'answered', closedAt: at, reply: { mode: 'public', at, textDigest: 'd' } },
    },
  );
}

/** Open311 as systems of others meet it. */
export function open311Scenes(house: () => ApiHouse): void {
  const get = (path: string, query: object = {}) =>
    request(house().app)
      .get(base + path)
      .query(query);
  const post = (fields: object, format = 'json') =>
    request(house().app).post(`${base}/requests.${format}`).type('form').send(fields);

  async function giveKey(name = '市民热线平台') {
    const admin = await house().signIn('admin');
    const made = await admin.post('/api/v1/partners').send({ name });
    return { admin, id: String(made.body.id), api_key: String(made.body.key) };
  }

  describe('Open311', () => {
    test('says where it is, what can be asked for and what is asked', async () => {
      const [discovery, services, definition] = await Promise.all([
        get('/discovery.xml'),
        get('/services.json'),
        get('/services/environment.xml'),
      ]);

      expect(discovery.type).toBe('text/xml');
      expect(discovery.text).toContain('<format>text/xml</format>');
      expect(services.body).toContainEqual(
        expect.objectContaining({ service_code: 'environment', metadata: true, type: 'realtime' }),
      );
      expect(definition.text).toContain('<service_code>environment</service_code>');
      expect(definition.text).toContain('<code>confidential</code>');
    });

    test('a request becomes a complaint with number and code, and one case when sent twice', async () => {
      const { api_key, id } = await giveKey();
      const send = () => post({ ...posted, api_key }).set('idempotency-key', 'partner-0001');

      const answers = [await send(), await send()];

      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      const [number] = new Set(answers.map(({ body }) => body[0].service_request_id));
      expect(answers[1]?.body[0].service_request_id).toBe(number);
      const found = await house().deps.cases.findByNumber(number);
      const kept = await house().deps.complaints.find(found?.id ?? '');
      expect(found).toMatchObject({ channel: 'open311', topic: 'environment' });
      expect(kept).toMatchObject({
        ...{ text: posted.description, place: '幸福路 12 号', anonymous: false },
        contact: { name: '张三', phone: posted.phone, email: posted.email },
        origin: { partnerId: id },
      });
    });

    test('tells everybody what is published, and the partner how its own stand, never more', async () => {
      const { api_key } = await giveKey();
      const mine = (await post({ ...posted, api_key })).body[0].service_request_id;
      const other = await receive(house(), { ...complaint, subject: '不公开的标题' });
      const shown = await receive(house(), complaint);
      await publish(house(), shown.caseId);

      const open = await get('/requests.json');
      const own = await get('/requests.json', { api_key });
      const one = await get(`/requests/${shown.number}.xml`);

      const numbers = (answer: typeof open) =>
        answer.body.map((row: { service_request_id: string }) => row.service_request_id);
      expect(numbers(open)).toContain(shown.number);
      expect(numbers(open)).not.toContain(mine);
      expect(numbers(own)).toEqual(expect.arrayContaining([mine, shown.number]));
      expect(numbers(own)).not.toContain(other.number);
      expect(one.text).toContain('<status>closed</status>');
      expect(one.text).toContain('&lt;已修复&gt; &amp; 恢复照明');
      const mineNow = (await get(`/requests/${mine}.json`, { api_key })).body[0];
      expect(mineNow).toMatchObject({ status: 'open', description: null });
      for (const told of [open.text, own.text, one.text])
        expect(told).not.toMatch(/张三|13812345678|example\.org|不公开的标题|看不见路/);
      expect((await get(`/requests/${other.number}.json`, { api_key })).status).toBe(404);
      expect((await get(`/tokens/${mine}.json`, { api_key })).body).toEqual([
        { service_request_id: mine, token: mine },
      ]);
    });

    test('what was answered with another case is not listed: the register shows that one alone', async () => {
      const follower = await receive(house(), complaint);
      await publish(house(), follower.caseId);
      const lead = { mergeId: 'm', leadId: 'lead', leadNumber: 'HY-lead', at: new Date() };
      await house()
        .deps.store.rows<{ _id: string }>('cases')
        .updateOne({ _id: follower.caseId }, { $set: { merged: lead } });

      expect((await get('/requests.json')).text).not.toContain(follower.number);
    });

    test.each([
      ['no key', {}, 403],
      ['a wrong key', { api_key: 'x'.repeat(43) }, 403],
      ['an unknown service', { service_code: 'astrology' }, 404],
      ['a text too short', { description: '坏' }, 400],
      ['half a position', { lat: '31.2' }, 400],
      ['a position off the earth', { lat: '131.2', long: '121' }, 400],
      ['an operator for a text', { 'description[$ne]': 'x', description: '' }, 400],
    ])(
      '%s: refused in the format of the standard, and nothing kept',
      async (what, change, status) => {
        const { api_key } = await giveKey();
        const before = await house().deps.store.rows('complaints').countDocuments({});
        const key = what === 'no key' ? {} : { api_key };

        const refused = await post({ ...posted, ...key, ...change });

        expect(refused.status).toBe(status);
        expect(refused.body[0]).toEqual({ code: status, description: expect.any(String) });
        expect(await house().deps.store.rows('complaints').countDocuments({})).toBe(before);
      },
    );

    test('XML is not read: neither broken nor a bomb of entities', async () => {
      const bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><request>&c;</request>';
      for (const body of [bomb, '<request><service', '{"service_code":']) {
        const refused = await request(house().app)
          .post(`${base}/requests.xml`)
          .type(body.startsWith('{') ? 'json' : 'text/xml')
          .send(body);
        expect(refused.status).toBe(415);
        expect(refused.text).toMatch(/^<\?xml.*\n<errors><error><code>415<\/code>/);
      }
    });

    test('other formats, years of requests and unknown paths are refused', async () => {
      expect((await get('/services.yaml')).status).toBe(404);
      expect((await get('/nothing.json')).body[0].code).toBe(404);
      const span = { start_date: '2020-01-01', end_date: '2026-01-01' };
      expect((await get('/requests.json', span)).status).toBe(400);
      expect((await get('/requests.json', { status: 'asleep' })).status).toBe(400);
    });

    test('a revoked key opens nothing, and no key can be read again', async () => {
      const { admin, id, api_key } = await giveKey();
      const stored = JSON.stringify(await house().deps.partners.list());

      const revoked = await admin.post(`/api/v1/partners/${id}/revocation`);

      expect(revoked.body.revokedAt).not.toBeNull();
      expect((await post({ ...posted, api_key })).status).toBe(403);
      expect((await get('/requests.json', { api_key })).status).toBe(403);
      expect(stored).not.toContain(api_key);
      const clerk = await house().signIn('clerk');
      expect((await clerk.get('/api/v1/partners')).status).toBe(403);
      expect((await admin.post('/api/v1/partners/nobody/revocation')).status).toBe(404);
    });
  });
}
