import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { SheetView } from '../../../../api/publications/schema.ts';
import { chineseCalendar } from '../../../../processes/clock/chinese-calendar.ts';
import { startClock } from '../../../../processes/clock/clock.ts';
import { eraseDue } from '../../../../workers/store/retention.ts';
import { auditChains, transitions } from '../../../../workers/verify/case-logs.ts';
import { oneAnswer } from '../../../../workers/verify/one-answer.ts';
import { checkArchive } from '../../../support/check-archive.ts';
import { downloadArchive, passing, publish, signReply } from '../publications/signed-reply.ts';
import { type ApiHouse, startApi } from '../start-api.ts';

const rule = { years: 10, active: true };
const later = new Date('2040-01-01T00:00:00Z');

let house: ApiHouse;
beforeAll(async () => {
  house = await startApi();
  await house.hire('admin', { role: 'system-admin', unitId: 'U-office' });
  await house.hire('auditor', { role: 'auditor', unitId: 'U-office' });
  await house.hire('checker', { role: 'publication-checker', unitId: 'U-office' });
}, 60_000);
afterAll(() => house.stop());

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

interface Canary {
  readonly name: string;
  readonly phone: string;
}
const first: Canary = { name: '金丝雀甲', phone: '13977778888' };
const second: Canary = { name: '金丝雀乙', phone: '13966665555' };
const third: Canary = { name: '金丝雀丙', phone: '13955556666' };

/** Covers every place where somebody is named in what is to be published. */
async function coverNames(caseId: string, { name, phone }: Canary) {
  const checker = await house.signIn('checker');
  const sheet = `/api/v1/cases/${caseId}/publication`;
  const { body }: { body: SheetView } = await checker.get(sheet);
  const marks = body.parts.flatMap(({ part, segments }) => {
    const text = segments.map((segment) => segment.text).join('');
    return [name, phone].flatMap((word) => {
      const start = text.indexOf(word);
      const end = start + word.length;
      return start < 0 ? [] : [{ part, start, end, kind: 'name', state: 'covered' }];
    });
  });
  const match = `"${body.version}"`;
  await checker.put(`${sheet}/marks`).set('if-match', match).send({ marks });
}

/** A clock that stood still, with the reason somebody wrote. */
async function pausedFor(caseId: string, reason: string) {
  const { store, clocks } = house.deps;
  const startAt = new Date('2026-11-02T01:00:00Z');
  const facts = { id: `${caseId}:done`, caseId, kind: 'done', regimeId: 'city' } as const;
  const span = { startEvent: 'received', startAt, amount: 8, unit: 'wd', warn: null } as const;
  const to = new Date('2026-11-04T01:00:00Z');
  const pauses = [{ from: startAt, to, category: 'citizen-material', reason }];
  const clock = { ...startClock({ ...facts, ...span }, chineseCalendar()), pauses };
  await store.transaction((tx) => clocks.startOnce(tx, clock));
}

/** An answer to somebody whose words, name, number and file stand in every store there is. */
async function answered(canary: Canary, publicity: 'public' | 'not-public' = 'not-public') {
  const { name, phone } = canary;
  const made = await signReply(house, {
    complaint: {
      subject: `${name}路灯不亮`,
      text: `请打 ${phone} 找我，灯不亮。`,
      place: `${name}巷`,
    },
    fields: {
      ...{ publicity, publicityGround: `涉及${name}本人` },
      findingText: `经与${name}（${phone}）电话核实，情况属实，路灯已于当日修复，感谢您的监督与支持，特此答复。`,
    },
  });
  const { deps } = house;
  const file = await deps.attachments.save({
    name: `${name}.png`,
    type: 'image/png',
    bytes: photo,
  });
  const contact = { name, phone, email: `${phone}@example.com` };
  await deps.store
    .rows<{ _id: string }>('complaints')
    .updateOne({ _id: made.caseId }, { $set: { contact, attachments: [file] } });
  await deps.readings.record({
    ...{
      caseId: made.caseId,
      userId: 'P-x',
      what: 'identity',
      reason: `回访${name}`,
      requestId: 'r',
    },
    at: new Date(),
  });
  if (publicity === 'public') await coverNames(made.caseId, canary);
  const checker = await house.signIn('checker');
  await checker.post(`/api/v1/tasks/${made.key}/complete`).send({ fields: passing });
  await publish(house, made.caseId);
  await pausedFor(made.caseId, `等${name}的材料`);
  return made;
}

/** Every collection that holds something of somebody, looked through row by row. */
async function whereFound({ name, phone }: Canary): Promise<string[]> {
  const { store } = house.deps;
  const found: string[] = [];
  for (const collection of await store.database().listCollections().toArray()) {
    const rows = await store.rows(collection.name).find({}).toArray();
    const text = JSON.stringify(rows);
    if (text.includes(name) || text.includes(phone)) found.push(collection.name);
  }
  return found.sort();
}

const evidence = () => {
  const { deps } = house;
  return { ...deps, stores: deps, dataDir: '/nowhere', now: later, receipts: null };
};

async function faults(numbers: readonly string[]) {
  const found = [];
  for (const check of [transitions, auditChains, oneAnswer])
    found.push(...(await check.run(evidence())).violations);
  // These cases have come to their answer without the engine, so that nobody told them.
  const about = found.filter((one) => numbers.some((number) => one.includes(number)));
  return about.filter((one) => !one.includes('told'));
}

describe('a case whose time is over', () => {
  test('loses everything a person could be known by, once; its log stays whole, and so do its figures', async () => {
    const { caseId, number } = await answered(first);
    const before = await house.deps.cases.find(caseId);
    expect(await whereFound(first)).toEqual(
      expect.arrayContaining(['clocks', 'complaints', 'entries', 'identity_readings', 'replies']),
    );
    const admin = await house.signIn('admin');
    expect((await admin.get('/api/v1/retention')).body.counts.due).toBe(0);

    // dies between the fact and the files
    const died = eraseDue(
      {
        ...house.deps,
        between: () => {
          throw new Error('killed here');
        },
      },
      rule,
      later,
    );
    await expect(died).rejects.toThrow('killed here');
    expect((await eraseDue(house.deps, rule, later)).due).toBe(0);
    expect((await eraseDue(house.deps, rule, later)).due).toBe(0);

    expect(await whereFound(first)).toEqual([]);
    const files = house.deps.store.rows('attachments.files');
    expect(await files.countDocuments({})).toBe(0);
    const after = await house.deps.cases.find(caseId);
    expect({ ...after, version: 0, headHash: '', updatedAt: 0, erasedAt: 0 }).toEqual({
      ...{ ...before, version: 0, headHash: '', updatedAt: 0, erasedAt: 0 },
    });
    expect(await faults([number])).toEqual([]);
    const { body: zip } = await downloadArchive(await house.signIn('auditor'), caseId);
    expect(await checkArchive(zip)).toMatchObject({ code: 0 });
  });

  test('leaves in public what the public reads, and loses that too once it is withdrawn', async () => {
    const { caseId, number } = await answered(third, 'public');
    const shown = () => request(house.app).get(`/api/v1/register/${number}`);
    const before = (await shown()).body;
    expect(before.reply.findingText).toContain('经与〔已隐去〕（〔已隐去〕）电话核实');

    expect((await eraseDue(house.deps, rule, later)).due).toBe(1);
    expect(await whereFound(third)).toEqual([]);
    expect((await shown()).body).toEqual(before);
    expect(await faults([number])).toEqual([]);
    const checker = await house.signIn('checker');
    const sheet = `/api/v1/cases/${caseId}/publication`;
    expect((await checker.get(sheet)).body).toMatchObject({ parts: [], may: ['withdraw'] });

    const reason = { reason: '当事人要求不再公开' };
    expect((await checker.post(`${sheet}/withdrawal`).send(reason)).status).toBe(204);
    expect((await shown()).status).toBe(410);
    expect((await house.deps.replies.find(caseId))?.fields.findingText).toBe('');
    expect(await faults([number])).toEqual([]);
  });

  test('is kept while it is held, and goes once the hold is lifted', async () => {
    const { caseId, number } = await answered(second);
    const auditor = await house.signIn('auditor');
    const path = `/api/v1/cases/${caseId}/hold`;

    expect((await auditor.post(path).send({ reason: '行政诉讼中' })).status).toBe(204);
    expect((await auditor.post(path).send({ reason: '再次' })).body.code).toBe('HELD_ALREADY');
    expect((await auditor.get(path)).body).toMatchObject({ held: true, reason: '行政诉讼中' });
    expect(await eraseDue(house.deps, rule, later)).toMatchObject({ due: 0, held: 1 });
    expect(await whereFound(second)).not.toEqual([]);

    expect((await auditor.post(`${path}/lift`).send({ reason: '已结案' })).status).toBe(204);
    expect((await eraseDue(house.deps, rule, later)).due).toBe(1);
    expect(await whereFound(second)).toEqual([]);
    expect(await faults([number])).toEqual([]);
  });

  test('goes by a rule that only an administrator sets, and that is off until then', async () => {
    const admin = await house.signIn('admin');
    const auditor = await house.signIn('auditor');
    const read = await admin.get('/api/v1/retention');
    expect(read.body.rule).toEqual({ years: 10, active: false });

    const put = (desk: typeof admin, version: string) =>
      desk.put('/api/v1/retention').set('if-match', version).send({ years: 5, active: true });
    expect((await put(auditor, '"0"')).status).toBe(403);
    expect((await put(admin, '"0"')).body.rule).toEqual({ years: 5, active: true });
    expect((await put(admin, '"0"')).status).toBe(412);
    expect((await request(house.app).get('/api/v1/retention')).status).toBe(401);
  });
});
