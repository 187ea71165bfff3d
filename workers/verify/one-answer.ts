import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Status } from '../../processes/complaint/statuses.ts';
import type { CaseRow } from '../store/cases.ts';
import type { Store } from '../store/connect.ts';
import type { DeliveryRow } from '../store/deliveries.ts';
import type { MergeRow } from '../store/merges.ts';
import type { NoticeRow } from '../store/notices.ts';
import type { ReplyRow } from '../store/replies.ts';
import { type Check, openFinding } from './check.ts';
import { publishedTextFaults } from './published-text.ts';

const answerOf = {
  refused: 'refused',
  'handed-over': 'handed-over',
  withdrawn: 'withdrawn',
  answered: 'answered',
  archived: 'answered',
} as const satisfies Partial<Record<Status, string>>;
const ended = ['refused', 'handed-over', 'withdrawn', 'answered', 'archived'] as const;

function replyFaults({ number, reply }: CaseRow, kept: ReplyRow | null): string[] {
  if (kept === null || reply === null) return [`${number}: answered without a reply`];
  return [
    ...(kept.mode === reply.mode
      ? []
      : [`${number}: the reply is ${kept.mode}, the log says ${reply.mode}`]),
    ...(kept.signedDigest === reply.textDigest
      ? []
      : [`${number}: the reply is not the signed text`]),
  ];
}

async function answersAgain(store: Store): Promise<string[]> {
  const repeated = await store
    .rows('actions')
    .aggregate<{ _id: string; n: number }>([
      { $match: { type: { $in: ['publish', 'answer-merged'] } } },
      { $group: { _id: '$caseId', n: { $sum: 1 } } },
      { $match: { n: { $gt: 1 } } },
    ])
    .toArray();
  return repeated.map(({ _id, n }) => `case ${_id}: published ${n} times`);
}

async function faultsOf(store: Store, row: CaseRow, kind: string): Promise<string[]> {
  const notices = store.rows<NoticeRow>('notices');
  const told = await notices.countDocuments({ caseId: row._id, kind, channel: 'tracking' });
  const kept = await store.rows<ReplyRow>('replies').findOne({ _id: row._id });
  if (kind === 'answered') {
    return [
      ...(told === 1 ? [] : [`${row.number}: told ${told} times that it is answered`]),
      ...replyFaults(row, kept),
      ...(await publishedTextFaults(store, row, kept)),
    ];
  }
  // The notice of a refusal follows its action by one job, so it may still be on its way.
  const repeated = told > 1 ? [`${row.number}: told ${told} times that it is ${kind}`] : [];
  return kept === null
    ? repeated
    : [...repeated, `${row.number}: ${row.status}, yet a reply stands`];
}

/** What was promised to a case that joined another one: the very answer of that one, and none before it. */
async function mergeFault(store: Store, merge: MergeRow): Promise<string | null> {
  const { _id, leadId, leadNumber, followerId, followerNumber, state } = merge;
  const replies = store.rows<ReplyRow>('replies');
  const [lead, follower] = await Promise.all([
    replies.findOne({ _id: leadId }),
    replies.findOne({ _id: followerId }),
  ]);
  if (state === 'answered')
    return lead !== null && follower?.signedDigest === lead.signedDigest
      ? null
      : `${followerNumber}: answered with ${leadNumber}, but not with its answer`;
  if (state !== 'waiting') return null;
  if (lead !== null) return `${followerNumber}: ${leadNumber} is answered, and it waits (${_id})`;
  return follower === null ? null : `${followerNumber}: waits for ${leadNumber}, and is answered`;
}

async function mergeFaults(store: Store, saw: () => void): Promise<string[]> {
  const faults: string[] = [];
  for await (const merge of store.rows<MergeRow>('merges').find({})) {
    saw();
    faults.push(...[await mergeFault(store, merge)].flatMap((fault) => fault ?? []));
  }
  return faults;
}

async function mailFault(store: Store, dataDir: string): Promise<string | null> {
  const files = await readdir(join(dataDir, 'mail')).catch(() => []);
  const written = files.filter((name) => name.endsWith('.eml')).length;
  const citizens = await store.rows<NoticeRow>('notices').countDocuments({ channel: 'mail' });
  const staff = await store.rows<DeliveryRow>('deliveries').countDocuments({ channel: 'mail' });
  const mails = citizens + staff;
  return written > mails ? `${written} mails written for ${mails} notices` : null;
}

/**
 * I2: an ended case has the answer its end demands, once; one that joined another has the answer of that one; what is
 * published is the signed text but for its marks; a file of sent mail stands for one notice.
 */
export const oneAnswer: Check = {
  id: 'I2',
  claim: 'every ended case has its answer, once',
  run: async ({ store, dataDir }) => {
    const finding = openFinding();
    for (const status of ended) {
      for await (const row of store.rows<CaseRow>('cases').find({ status })) {
        finding.saw();
        for (const fault of await faultsOf(store, row, answerOf[status])) finding.violated(fault);
      }
    }
    for (const fault of await answersAgain(store)) finding.violated(fault);
    for (const fault of await mergeFaults(store, finding.saw)) finding.violated(fault);
    finding.violated(await mailFault(store, dataDir));
    return finding.close();
  },
};
