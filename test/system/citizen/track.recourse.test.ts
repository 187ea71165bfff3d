import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chineseCalendar } from '../../../processes/clock/chinese-calendar.ts';
import { recourseIdOf } from '../../../processes/recourse/recourse.ts';
import { closeRecourse, openRecourse, remindSuperior } from '../../../workers/store/recourses.ts';
import { answerCase, assignCase, endCase } from './drive-case.ts';
import { type CitizenHouse, startCitizenHouse } from './start-citizen.ts';
import { createVisitor, receiptIn, submit } from './visitor.ts';

// A net only: a busy machine is slow, not wrong.
jest.setTimeout(120_000);

let house: CitizenHouse;
const now = new Date('2026-11-21T02:00:00Z');
const reason = '答复说当晚已经修好，实际上到今天仍然不亮，调查人员没有到现场。';
const explanation = '经现场复核，路灯仍未恢复照明，原答复与事实不符，责成重新办理。';
beforeAll(async () => {
  house = await startCitizenHouse({ now: () => now });
  await house.stores.calendars.seedOnce(chineseCalendar(), now);
});
afterAll(() => house.stop());

async function submitted() {
  const visitor = createVisitor(house.app);
  const receipt = await submit(visitor);
  const caseId = (await house.stores.cases.findByNumber(receipt.number))?.id ?? '';
  return { visitor, receipt, caseId };
}

/** A matter that its sender took upward, and that the superior body has. */
async function takenUpward() {
  const given = await submitted();
  const { visitor, receipt, caseId } = given;
  await assignCase(house.stores, caseId, now);
  await answerCase(house.stores, caseId, now);
  const page = await visitor.post('/track/recourse', { ...receipt, reason });
  const recourseId = recourseIdOf(caseId);
  const opened = await openRecourse(house.stores, {
    ...{ recourseId, instanceKey: '2251799813685999', days: 30, at: now },
  });
  return { ...given, page, recourseId, opened };
}

async function decide(caseId: string, decision: 'upheld' | 'anew') {
  const by = { kind: 'staff', userId: 'lengjie', role: 'superior', unitId: 'U-city' } as const;
  const recourseId = recourseIdOf(caseId);
  const entryId = `${caseId}:1`;
  await house.stores.store.transaction((tx) =>
    house.stores.entries.put(tx, {
      ...{ _id: entryId, caseId, step: 'Task_DecideRecourse', action: 'decide-recourse' },
      ...{ taskKey: '1', by, at: now, salt: 'salt', digest: 'digest' },
      fields: { decision, explanation },
    }),
  );
  await house.stores.cases.act(caseId, () => [
    { type: 'decide-recourse', at: now, by, data: { recourseId, decision } },
  ]);
}

describe('a matter that its sender takes upward', () => {
  test('is told to the diagram with its ground on record, and the page says until when', async () => {
    const { visitor, receipt, caseId, page, recourseId, opened } = await takenUpward();

    const later = await visitor.post('/track', receipt);

    expect(page.text).toContain('已收到您的复查申请');
    expect(await house.stores.outbox.find(`recourse-sought:${recourseId}`)).toMatchObject({
      told: { name: 'recourse-sought', correlationKey: recourseId, variables: { recourseId } },
    });
    expect((await house.stores.entries.newest(caseId, 'seek-recourse'))?.fields).toEqual({
      reason,
    });
    expect(opened).toEqual({ claimed: true, until: new Date('2026-12-21T16:00:00Z') });
    expect(later.text).toContain('最迟 12月21日 周一 当天 告知您复查结论');
    expect(later.text).not.toContain('action="/track/reopen"');
  });

  test('is taken once, and by one instance', async () => {
    const { visitor, receipt, recourseId } = await takenUpward();

    const again = await visitor.post('/track/recourse', { ...receipt, reason: '再说一遍' });
    const second = await openRecourse(house.stores, {
      ...{ recourseId, instanceKey: '2251799813686000', days: 30, at: now },
    });

    expect(again.text).toContain('申请上级复查。');
    expect(again.text).not.toContain('action="/track/recourse"');
    expect(second.claimed).toBe(false);
  });

  test('that is to be handled anew becomes a case of its own in the moment its sender is told', async () => {
    const { visitor, receipt, caseId, recourseId } = await takenUpward();
    await decide(caseId, 'anew');
    const before = await visitor.post('/track', receipt);

    await closeRecourse(house.stores, recourseId, now);
    await closeRecourse(house.stores, recourseId, now);

    const page = await visitor.post('/track', receipt);
    const fresh = receiptIn((await visitor.post('/track/reopen', { ...receipt })).text);
    const opened = await house.stores.cases.findByNumber(fresh.number);
    expect(before.text).not.toContain(explanation);
    expect(page.text).toContain(`已责成重新办理，新的编号是 ${fresh.number}`);
    expect(page.text).toContain(explanation);
    expect(opened).toMatchObject({ status: 'received', reopens: { caseId } });
    expect((await house.stores.complaints.find(opened?.id ?? ''))?.text).toBe(reason);
    expect(await house.stores.outbox.find(`start:${opened?.id}`)).not.toBeNull();
    expect((await house.stores.cases.find(caseId))?.notices).toContain('recourse-decided');
  });

  test('whose answer stands opens no other case', async () => {
    const { visitor, receipt, caseId, recourseId } = await takenUpward();
    await decide(caseId, 'upheld');

    await closeRecourse(house.stores, recourseId, now);

    const page = await visitor.post('/track', receipt);
    expect(page.text).toContain('维持原处理');
    expect((await house.stores.cases.find(caseId))?.reopenedAs).toBeUndefined();
  });

  test('that nobody decides in time is brought to mind of superior body and office, once', async () => {
    const { caseId, recourseId } = await takenUpward();

    await remindSuperior(house.stores, recourseId, now);
    await remindSuperior(house.stores, recourseId, now);
    await decide(caseId, 'upheld');
    await remindSuperior(house.stores, recourseId, now);

    const told = await house.stores.notices.forGroups(['superior', 'office'], 100);
    expect(
      told.filter((one) => one.kind === 'recourse-late' && one.caseId === caseId),
    ).toHaveLength(2);
  });

  test('may be a refusal; what is still open cannot be contested, and nothing typed is lost', async () => {
    const refused = await submitted();
    const open = await submitted();
    await endCase(house.stores, refused.caseId, now, 'refuse', {
      ...{ ground: 'before-court', explanation: '', otherBody: '' },
    });

    const sought = await refused.visitor.post('/track/recourse', { ...refused.receipt, reason });
    const early = await open.visitor.post('/track/recourse', { ...open.receipt, reason });

    expect(sought.text).toContain('已收到您的复查申请');
    expect(early.text).toContain('现在不能申请复查');
    expect(early.text).toContain(reason);
  });
});
