import { theHouse } from '../../processes/complaint/case.ts';
import type { ReplyFields } from '../../processes/complaint/contract.ts';
import { type EraseVerdict, eraseVerdict, type Retention } from '../../processes/retention/rule.ts';
import type { BoardMessageRow } from './boards.ts';
import type { ClaimRow } from './claims.ts';
import type { ClockRow } from './clocks.ts';
import type { ComplaintRow } from './complaints.ts';
import type { Tx } from './connect.ts';
import type { EntryRow } from './entries.ts';
import type { ExtensionRequestRow } from './extension-requests.ts';
import type { SheetRow } from './publications.ts';
import type { ReadingRow } from './readings.ts';
import type { ReplyRow } from './replies.ts';
import type { Stores } from './stores.ts';
import type { TaskRow } from './tasks.ts';

export type EraseDeps = Pick<Stores, 'store' | 'cases' | 'attachments'>;

const blank = {
  ...{ investigator: '', findingText: '', measures: '', ground: '', contact: '' },
  publicityGround: null,
} as const satisfies Partial<ReplyFields>;

/** What the public reads stays; everything else that was said goes. */
export async function eraseReply(
  { store }: Pick<EraseDeps, 'store'>,
  { session }: Tx,
  caseId: string,
): Promise<void> {
  const rows = store.rows<ReplyRow>('replies');
  const row = await rows.findOne({ _id: caseId }, { session });
  if (row === null) return;
  const isShown = row.mode === 'public' && row.withdrawnAt === undefined;
  const change = isShown
    ? { $set: { fields: row.shown?.fields ?? row.fields } }
    : {
        $set: { fields: { ...row.fields, ...blank }, subject: '' },
        $unset: { shown: '' as const },
      };
  await rows.updateOne({ _id: caseId }, change, { session });
}

/** What was typed into a task and never sent. */
async function eraseDrafts({ store }: EraseDeps, { session }: Tx, caseId: string): Promise<void> {
  const tasks = await store
    .rows<TaskRow>('tasks')
    .find({ caseId }, { session })
    .project<{ _id: string }>({ _id: 1 })
    .toArray();
  await store
    .rows<ClaimRow>('task_claims')
    .updateMany(
      { _id: { $in: tasks.map(({ _id }) => _id) } },
      { $set: { draft: null } },
      { session },
    );
}

/** Texts and salts of everything kept beside the log; the files follow once this stands. */
async function eraseTexts(deps: EraseDeps, tx: Tx, caseId: string, at: Date): Promise<void> {
  const { store } = deps;
  const { session } = tx;
  await store.rows<ComplaintRow>('complaints').updateOne(
    { _id: caseId },
    {
      $set: {
        ...{ subject: '', text: '', place: null, contact: null, salt: '', bodyDigest: '' },
        ...{ idempotencyKey: `erased:${caseId}`, erasedAt: at },
      },
      $unset: { origin: '', reference: '' },
    },
    { session },
  );
  const entries = store.rows<EntryRow>('entries');
  await entries.updateMany({ caseId }, { $set: { fields: {}, salt: '' } }, { session });
  await eraseReply(deps, tx, caseId);
  await eraseDrafts(deps, tx, caseId);
  await store.rows<{ _id: string }>('signatures').deleteOne({ _id: caseId }, { session });
  await store
    .rows<ReadingRow>('identity_readings')
    .updateMany({ caseId }, { $set: { reason: '' } }, { session });
  await store
    .rows<ExtensionRequestRow>('extension_requests')
    .updateMany({ caseId }, { $set: { reason: '' } }, { session });
  await store
    .rows<ClockRow>('clocks')
    .updateMany(
      { caseId },
      { $set: { 'pauses.$[].reason': '', 'extensions.$[].reason': '' } },
      { session },
    );
  await store
    .rows<BoardMessageRow>('board_messages')
    .updateMany({ caseId }, { $set: { title: '', link: '' } }, { session });
  await store
    .rows<SheetRow>('publications')
    .updateOne({ _id: caseId }, { $set: { 'files.$[].told': [] } }, { session });
}

/** Files go after the fact that they are to go stands: a run that dies in between is finished by the next one. */
export async function eraseFiles(
  { store, attachments }: Pick<EraseDeps, 'store' | 'attachments'>,
  caseId: string,
): Promise<void> {
  const complaints = store.rows<ComplaintRow>('complaints');
  const replies = store.rows<ReplyRow>('replies');
  const sheets = store.rows<SheetRow>('publications');
  const [complaint, reply, sheet] = await Promise.all([
    complaints.findOne({ _id: caseId }),
    replies.findOne({ _id: caseId }),
    sheets.findOne({ _id: caseId }),
  ]);
  const isShown = reply?.mode === 'public' && reply.withdrawnAt === undefined;
  // What stands in public of a case that joined another one are the files of that one.
  const beside = isShown && reply.answeredWith === undefined ? [] : (sheet?.files ?? []);
  const sent = complaint?.attachments ?? [];
  for (const { id } of [...sent, ...beside]) await attachments.remove(id);
  if (sent.length > 0) await complaints.updateOne({ _id: caseId }, { $set: { attachments: [] } });
  if (beside.length === 0) return;
  await sheets.updateOne({ _id: caseId }, { $set: { files: [] } });
  // Those who joined it show its files as theirs.
  if (reply !== null)
    await replies.updateMany(
      { answeredWith: reply.number, shown: { $exists: true } },
      { $set: { 'shown.files': [] } },
    );
}

/**
 * Erases what a person could be known by from a closed case whose time is over, once: words, contact, files, salts. The
 * log stays whole, with digests nothing leads back from; numbers, dates, verdicts and what stands in public stay.
 *
 * @returns what the rule said; `due` when it was erased now, `erased` when it was before
 */
export async function eraseCase(
  deps: EraseDeps,
  caseId: string,
  rule: Pick<Retention, 'years'>,
  { at, between = () => undefined }: { readonly at: Date; readonly between?: () => void },
): Promise<EraseVerdict> {
  const verdict = await deps.store.transaction(async (tx) => {
    const current = await deps.cases.read(tx, caseId);
    const said = eraseVerdict(current, rule, at);
    if (said !== 'due') return said;
    await deps.cases.append(tx, current, [{ type: 'erase', at, by: theHouse, data: {} }]);
    await eraseTexts(deps, tx, caseId, at);
    return said;
  });
  if (verdict === 'due') between();
  if (verdict === 'due' || verdict === 'erased') await eraseFiles(deps, caseId);
  return verdict;
}
