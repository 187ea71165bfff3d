import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { answerCase, assignCase } from './drive-case.ts';
import { type CitizenHouse, startCitizenHouse } from './start-citizen.ts';
import { createVisitor, receiptIn, story, submit } from './visitor.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(120_000);

let house: CitizenHouse;
const answeredAt = new Date('2026-11-21T02:00:00Z');
let now = answeredAt;
const again = '维修后第三天又不亮了，这次整条街的路灯都不亮，请再派人检查。';
beforeAll(async () => {
  house = await startCitizenHouse({ now: () => now });
});
afterAll(() => house.stop());

async function answered(contact?: Readonly<Record<string, string>>) {
  now = answeredAt;
  const visitor = createVisitor(house.app);
  const receipt = await submit(visitor, contact);
  const caseId = (await house.stores.cases.findByNumber(receipt.number))?.id ?? '';
  await assignCase(house.stores, caseId, now);
  await answerCase(house.stores, caseId, now);
  return { visitor, receipt, caseId };
}

describe('a matter that the answer did not settle', () => {
  test('is put again as a case of its own: new number and secret, both cases name each other', async () => {
    const { visitor, receipt, caseId } = await answered();
    const offered = await visitor.post('/track', receipt);

    const page = await visitor.post('/track/reopen', { ...receipt, again });
    const fresh = receiptIn(page.text);
    const old = await visitor.post('/track', receipt);
    const opened = await visitor.post('/track', fresh);

    expect(offered.text).toContain('action="/track/reopen"');
    expect(page.status).toBe(200);
    expect(fresh.number).not.toBe(receipt.number);
    expect(old.text).toContain(`新的编号是 ${fresh.number}`);
    expect(old.text).toContain('<article class="letter"');
    expect(opened.text).toContain(`本件是对 ${receipt.number} 的再次反映`);
    expect(opened.text).toContain(again);
    const next = await house.stores.cases.findByNumber(fresh.number);
    expect(next).toMatchObject({ status: 'received', reopens: { caseId } });
    expect(await house.stores.outbox.find(`start:${next?.id}`)).not.toBeNull();
    expect((await house.stores.cases.find(caseId))?.status).toBe('answered');
  });

  test('keeps matter, place, type and sender, confidential as before', async () => {
    const { visitor, receipt } = await answered({
      ...{ identity: 'confidential', name: '张小北', phone: '13912345678', email: '' },
    });

    const fresh = receiptIn((await visitor.post('/track/reopen', { ...receipt, again })).text);

    const next = await house.stores.cases.findByNumber(fresh.number);
    expect(await house.stores.complaints.find(next?.id ?? '')).toMatchObject({
      ...{ subject: story.subject, text: again, place: '幸福路 12 号', topic: 'environment' },
      ...{ confidential: true, channel: 'web', contact: { name: '张小北' } },
    });
  });

  test('sent twice it is one, and its receipt can be seen again', async () => {
    const { visitor, receipt } = await answered();

    const [first, second] = await Promise.all([
      visitor.post('/track/reopen', { ...receipt, again }),
      visitor.post('/track/reopen', { ...receipt, again }),
    ]);
    const later = await visitor.post('/track/reopen', { ...receipt });

    expect(receiptIn(second.text)).toEqual(receiptIn(first.text));
    expect(receiptIn(later.text)).toEqual(receiptIn(first.text));
  });

  test('without words it is not taken, and the longest words are', async () => {
    const { visitor, receipt } = await answered();

    const empty = await visitor.post('/track/reopen', { ...receipt, again: '还没好' });
    const longest = await visitor.post('/track/reopen', { ...receipt, again: '灯'.repeat(5000) });

    expect(empty.status).toBe(422);
    expect(empty.text).toContain('还没好</textarea>');
    expect(receiptIn(longest.text).secret).not.toBe('');
  });

  test('after the window it is not offered any more, and what was typed is not lost', async () => {
    const { visitor, receipt } = await answered();
    now = new Date(answeredAt.getTime() + 30 * 86_400_000);

    const page = await visitor.post('/track', receipt);
    const late = await visitor.post('/track/reopen', { ...receipt, again });

    expect(page.text).not.toContain('/track/reopen');
    expect(late.text).toContain('现在不能再次反映');
    expect(late.text).toContain(again);
  });
});
