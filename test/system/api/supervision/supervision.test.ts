import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import type request from 'supertest';
import { issueLetter } from '../../../../workers/documents/issue-letter.ts';
import { seedTemplatesOnce } from '../../../../workers/documents/shipped-templates.ts';
import { sha256 } from '../../../../workers/platform/digest.ts';
import { openOverdueCase, rungTakenAt } from '../../../support/overdue-case.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

let house: ApiHouse;
const templates = '/api/v1/templates/supervision-letter/versions';

beforeAll(async () => {
  house = await startApi();
  const at = (
    role: 'office' | 'leading-group' | 'unit-handler' | 'system-admin',
    unitId: string,
  ) => ({
    role,
    unitId,
  });
  await house.hire('office', at('office', 'U-office'));
  await house.hire('leader', at('leading-group', 'U-donghu'));
  await house.hire('handler', at('unit-handler', 'U-huanbao'));
  await house.hire('admin', at('system-admin', 'U-city'));
  await seedTemplatesOnce(house.deps, rungTakenAt);
  const clockId = await openOverdueCase(house.deps, 'case-late');
  const letter = { clockId, rung: 1, kind: 'supervision-letter', unitId: null } as const;
  await issueLetter(house.deps, { ...letter, at: rungTakenAt });
}, 60_000);
afterAll(() => house.stop());

function documentOf(...lines: readonly string[]): Promise<Buffer> {
  const children = lines.map((text) => new Paragraph({ children: [new TextRun(text)] }));
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

function bytesOf(test: request.Test): Promise<Buffer> {
  return test
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .then(({ body }) => body);
}

describe('the supervision of a case', () => {
  test('shows what happened at each rung, and the letters with their receipt and digest', async () => {
    const office = await house.signIn('office');

    const { body } = await office.get('/api/v1/cases/case-late/supervision');

    expect(body.ladders).toMatchObject([
      { kind: 'done', rung: 1, rungs: [{ means: 'letter', role: 'leading-group', doneAt: null }] },
    ]);
    const [letter] = body.letters;
    expect(letter).toMatchObject({ number: '督办函〔2026〕1号', receivedAt: null });
    const path = `/api/v1/cases/case-late/letters/${encodeURIComponent(letter.id)}`;
    expect(sha256(await bytesOf(office.get(path)))).toBe(letter.sha256);
  });

  test('is open to whoever a rung has added, and to nobody else', async () => {
    const [leader, handler] = [await house.signIn('leader'), await house.signIn('handler')];
    const letter = encodeURIComponent('case-late:done:1:supervision-letter');

    expect((await leader.get('/api/v1/cases/case-late/supervision')).status).toBe(200);
    expect((await handler.get('/api/v1/cases/case-late/supervision')).status).toBe(404);
    expect((await handler.get(`/api/v1/cases/case-late/letters/${letter}`)).status).toBe(404);
  });

  test('of another case gives out no letter of this one', async () => {
    const office = await house.signIn('office');
    await openOverdueCase(house.deps, 'case-other');
    const letter = encodeURIComponent('case-late:done:1:supervision-letter');

    const answer = await office.get(`/api/v1/cases/case-other/letters/${letter}`);

    expect([answer.status, answer.body.code]).toEqual([404, 'LETTER_UNKNOWN']);
  });

  test('is listed for those who supervise, by rung, and finds its case in the list', async () => {
    const [office, handler] = [await house.signIn('office'), await house.signIn('handler')];
    const numbers = (items: readonly { number: string }[]) => items.map(({ number }) => number);

    const { body: open } = await office.get('/api/v1/ladders?rung=1');
    const { body: none } = await office.get('/api/v1/ladders?rung=4');
    const { body: cases } = await office.get('/api/v1/cases?rung=1');

    expect(numbers(open.items)).toContain('case-late');
    expect(none).toEqual({ items: [], total: 0 });
    expect(numbers(cases.items)).toContain('case-late');
    expect((await office.get('/api/v1/cases?rung=2')).body.total).toBe(0);
    expect((await handler.get('/api/v1/ladders')).status).toBe(403);
  });
});

describe('a template', () => {
  test('is replaced by an administrator, and every version stays', async () => {
    const admin = await house.signIn('admin');
    const bytes = await documentOf('{{number}}', '{{unit}}', '{{date}}');

    const done = await admin
      .post(templates)
      .set('if-match', '"1"')
      .attach('file', bytes, '新函.docx');

    expect([done.status, done.body.version]).toEqual([201, 2]);
    const { body } = await admin.get('/api/v1/templates');
    const [letter] = body.items;
    expect(letter.versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect(sha256(await bytesOf(admin.get(`${templates}/2`)))).toBe(sha256(bytes));
    expect((await admin.get(`${templates}/1`)).status).toBe(200);
    expect((await admin.get(`${templates}/9`)).body.code).toBe('TEMPLATE_UNKNOWN');
  });

  test('with placeholders nobody fills in is refused, each by name', async () => {
    const admin = await house.signIn('admin');
    const bytes = await documentOf('{{number}} {{senderName}}', '{{unit}}', '{{phone}}');

    const { status, body } = await admin
      .post(templates)
      .set('if-match', '"2"')
      .attach('file', bytes, 'x.docx');

    expect(status).toBe(422);
    expect(body.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code])).toEqual(
      [
        ['/placeholders/phone', 'PLACEHOLDER_UNKNOWN'],
        ['/placeholders/senderName', 'PLACEHOLDER_UNKNOWN'],
        ['/placeholders/date', 'PLACEHOLDER_MISSING'],
      ],
    );
    expect(body.errors[0].message).toContain('phone');
  });

  test('sent by two at once is taken from the first', async () => {
    const admin = await house.signIn('admin');
    const bytes = await documentOf('{{number}}', '{{unit}}', '{{date}}');
    const send = () => admin.post(templates).set('if-match', '"2"').attach('file', bytes, 'x.docx');

    const answers = await Promise.all([send(), send()]);

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
  });

  test('is nobody’s but an administrator’s', async () => {
    const office = await house.signIn('office');

    expect((await office.get('/api/v1/templates')).status).toBe(403);
    const sent = office.post(templates).set('if-match', '"3"');
    expect((await sent.attach('file', Buffer.from('x'), 'x.docx')).status).toBe(403);
  });
});

describe('quiet hours', () => {
  test('are those of the house until somebody changes them, once for each version', async () => {
    const admin = await house.signIn('admin');
    const read = await admin.get('/api/v1/settings/quiet-hours/house');
    const change = (version: string, from: string) =>
      admin
        .put('/api/v1/settings/quiet-hours/house')
        .set('if-match', version)
        .send({ value: { from, to: '08:00' }, reason: '冬季作息' });

    expect(read.body.value).toEqual({ from: '22:00', to: '07:00' });
    expect((await change(read.headers.etag ?? '', '21:00')).status).toBe(200);
    expect((await change(read.headers.etag ?? '', '20:00')).status).toBe(412);
    expect((await change('"1"', '25:00')).status).toBe(422);
    expect((await admin.get('/api/v1/quiet-hours')).body.from).toBe('21:00');
  });

  test('are changed by nobody without the office for it', async () => {
    const office = await house.signIn('office');
    const change = office.put('/api/v1/settings/quiet-hours/house').set('if-match', '"1"');

    const value = { from: '23:00', to: '06:00' };
    expect((await change.send({ value, reason: '作息' })).status).toBe(403);
  });
});
