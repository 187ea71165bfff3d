import { type ActionDraft, type Actor, theHouse } from '../../../processes/complaint/case.ts';
import type { ReplyFields } from '../../../processes/complaint/contract.ts';
import type { Role } from '../../../processes/roles.ts';
import type { Stores } from '../../../workers/store/stores.ts';

const staff = (role: Role): Actor => ({
  kind: 'staff',
  userId: `P-${role}`,
  role,
  unitId: 'U-shizheng',
});

export const replyFields: ReplyFields = {
  investigator: '城市管理局市政科 王敏、李强',
  investigatedOn: '2026-11-20',
  finding: 'substantiated',
  findingText:
    '11月20日上午，我们到幸福路现场查看，12号至20号之间的5盏路灯确实不亮。\n\n原因是地下电缆接头进水短路。您反映的情况属实，给您出行带来不便，我们表示歉意。',
  measures:
    '11月20日下午已更换接头，5盏路灯当晚恢复照明。\n\n沿线其余38个接头将逐个检查并做防水处理。',
  measuresBy: '2026-12-15',
  ground: '《城市照明管理规定》第二十一条',
  contact: '市政科，电话 0571-12345678（工作日 9:00—17:00）',
  publicity: 'public',
  publicityGround: '',
};

async function act(stores: Stores, caseId: string, ...drafts: ActionDraft[]): Promise<void> {
  for (const draft of drafts) await stores.cases.act(caseId, () => [draft]);
}

/** Starts the clock of the answer, due at `dueAt`. */
export async function startDoneClock(stores: Stores, caseId: string, at: Date, dueAt: Date) {
  const data = {
    clockId: `${caseId}:done`,
    kind: 'done',
    startEvent: 'received',
    startAt: at,
    dueAt,
    provisional: false,
  } as const;
  await act(stores, caseId, { type: 'start-clock', at, by: theHouse, data });
}

/** Has the case accepted and given to the unit. */
export async function assignCase(stores: Stores, caseId: string, at: Date): Promise<void> {
  await act(
    stores,
    caseId,
    { type: 'accept', at, by: staff('intake-clerk'), data: { urgency: 'normal' } },
    { type: 'respond-first', at, by: theHouse, data: {} },
    { type: 'assign', at, by: staff('office'), data: { unitId: 'U-shizheng' } },
    { type: 'dispatch', at, by: theHouse, data: { unitId: 'U-shizheng' } },
  );
}

/** Takes an assigned case to its reply. */
export async function answerCase(
  stores: Stores,
  caseId: string,
  at: Date,
  mode: 'public' | 'private' = 'public',
  fields: ReplyFields = replyFields,
): Promise<void> {
  const textDigest = 'digest';
  const { finding, publicity } = fields;
  await act(
    stores,
    caseId,
    {
      type: 'propose',
      at,
      by: staff('unit-handler'),
      data: { weight: 'simple', keyMatter: false },
    },
    { type: 'draft', at, by: staff('unit-handler'), data: { finding, publicity, textDigest } },
    { type: 'sign', at, by: staff('unit-deputy'), data: { textDigest } },
    { type: 'publish', at, by: theHouse, data: { mode, textDigest } },
  );
  const complaint = await stores.complaints.find(caseId);
  const current = await stores.cases.find(caseId);
  if (complaint === null || current === null) throw new Error('the case is not there');
  const { number, topic, unitId } = current;
  const row = { _id: caseId, number, mode, unitId, topic, subject: complaint.subject, fields };
  await stores.store.transaction((tx) =>
    stores.replies.publishOnce(tx, { ...row, signedDigest: textDigest, publishedAt: at }),
  );
}

/** Refuses a received case or hands it over, with what the clerk wrote. */
export async function endCase(
  stores: Stores,
  caseId: string,
  at: Date,
  end: 'refuse' | 'hand-over',
  fields: { ground: string; explanation: string; otherBody: string },
): Promise<void> {
  const by = staff('intake-clerk');
  const entry = {
    _id: `${caseId}:pre-check`,
    caseId,
    step: 'PreCheck',
    action: 'accept',
    taskKey: '1',
    by,
    at,
  };
  await stores.store.transaction((tx) =>
    stores.entries.put(tx, { ...entry, fields, salt: 'salt', digest: 'digest' }),
  );
  await act(stores, caseId, { type: end, at, by, data: { ground: fields.ground } });
}
