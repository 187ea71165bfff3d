import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import { type ActionDraft, type Actor, theHouse } from '../../processes/complaint/case.ts';
import { clockOf } from '../../processes/complaint/clocks.ts';
import type { Merged, MergeKind } from '../../processes/merge/actions.ts';
import { checkMerge, fateOfFollowers } from '../../processes/merge/merge.ts';
import { Refusal } from '../../processes/refusal.ts';
import { Conflict, Unrecoverable } from '../platform/errors.ts';
import { entryOfMove } from './clock-moves.ts';
import type { Tx } from './connect.ts';
import { mergeMessage } from './merge-messages.ts';
import type { MergeRow } from './merges.ts';
import { type StepDeps, takeStepWithin } from './step.ts';
import type { Stores } from './stores.ts';

export type MergeDeps = StepDeps & Pick<Stores, 'entries' | 'merges' | 'replies'>;

/** A person's decision that cases are handled as one. */
export interface MergeDecision {
  readonly leadId: string;
  readonly followerIds: readonly string[];
  readonly kind: MergeKind;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
}

async function joinOne(
  deps: MergeDeps,
  tx: Tx,
  { leadId, kind, reason, by, at }: MergeDecision,
  followerId: string,
): Promise<ActionDraft> {
  const lead = await deps.cases.read(tx, leadId);
  const follower = await deps.cases.read(tx, followerId);
  checkMerge(lead, follower);
  const mergeId = `${followerId}:merge-${(await deps.merges.countOf(followerId, tx)) + 1}`;
  const entry = entryOfMove(mergeId, { caseId: followerId, by, at }, 'merge', {
    explanation: reason,
  });
  const names = { leadId, leadNumber: lead.number } as const;
  const row: MergeRow = {
    ...{ _id: mergeId, kind, ...names, followerId, followerNumber: follower.number, by, at },
    ...{ state: 'waiting', endedAt: null, instanceKey: null },
  };
  await takeStepWithin(deps, tx, followerId, at, () => ({
    drafts: [
      {
        ...{ type: 'merge', at, by, digests: { [mergeId]: entry.digest } },
        data: { mergeId, ...names, kind },
      },
    ],
    // A person has looked at it, and says by whom and until when it is answered.
    meets: ['first-response'],
    tells: 'merged',
    params: { until: clockOf(follower, 'done')?.dueAt ?? null },
    occasion: mergeId,
    also: async (inTx) => {
      await deps.merges.insert(inTx, row);
      await deps.entries.put(inTx, entry);
      await deps.outbox.put(inTx, at, followerId, [
        mergeMessage('cases-merged', mergeId, { mergeId }),
      ]);
    },
  }));
  const { number: followerNumber } = follower;
  return { type: 'take-in', at, by, data: { mergeId, followerId, followerNumber } };
}

/**
 * Joins cases to a lead: all of them, or none when one may not. Each keeps its number, its file and its clocks.
 *
 * @returns the ids of the merges, in the order of the cases
 * @throws Refusal those of `checkMerge` and of the action table, `CASE_UNKNOWN`
 */
export async function mergeCases(deps: MergeDeps, decision: MergeDecision): Promise<string[]> {
  const followers = [...new Set(decision.followerIds)];
  return deps.store.transaction(async (tx) => {
    const takenIn: ActionDraft[] = [];
    for (const followerId of followers) takenIn.push(await joinOne(deps, tx, decision, followerId));
    const lead = await deps.cases.read(tx, decision.leadId);
    await deps.cases.append(tx, lead, takenIn);
    return takenIn.flatMap(({ data }) => ('mergeId' in data ? [data.mergeId] : []));
  });
}

async function letGo(
  deps: MergeDeps,
  tx: Tx,
  row: MergeRow,
  { by, at, reason }: { readonly by: Actor; readonly at: Date; readonly reason: string | null },
): Promise<void> {
  const { _id: mergeId, leadId, leadNumber, followerId, followerNumber } = row;
  const entryId = `${mergeId}:undone`;
  const entry =
    reason === null
      ? null
      : entryOfMove(entryId, { caseId: followerId, by, at }, 'unmerge', { explanation: reason });
  const digests = entry === null ? {} : { digests: { [entryId]: entry.digest } };
  await takeStepWithin(deps, tx, followerId, at, (current) => ({
    drafts: [{ type: 'unmerge', at, by, data: { mergeId, leadId, leadNumber }, ...digests }],
    tells: 'unmerged',
    params: { until: clockOf(current, 'done')?.dueAt ?? null },
    occasion: mergeId,
    also: async (inTx) => {
      if (entry !== null) await deps.entries.put(inTx, entry);
    },
  }));
  const lead = await deps.cases.read(tx, leadId);
  await deps.cases.append(tx, lead, [
    { type: 'let-go', at, by, data: { mergeId, followerId, followerNumber } },
  ]);
}

/**
 * Takes a case out again: it goes on where it stood when it joined, its clocks as they ran meanwhile.
 *
 * @throws Refusal `MERGE_UNKNOWN`; `MERGE_ENDED` after the answer, or when it was taken out before
 */
export async function undoMerge(
  deps: MergeDeps,
  mergeId: string,
  undo: { readonly by: Actor; readonly at: Date; readonly reason: string },
): Promise<void> {
  await deps.store.transaction(async (tx) => {
    const row = await deps.merges.find(mergeId, tx);
    if (row === null) throw new Refusal('MERGE_UNKNOWN');
    const lead = await deps.cases.read(tx, row.leadId);
    if (row.state !== 'waiting' || fateOfFollowers(lead) === 'answered')
      throw new Refusal('MERGE_ENDED', { number: row.followerNumber, lead: row.leadNumber });
    await letGo(deps, tx, row, undo);
    await deps.merges.end(tx, mergeId, 'undone', undo.at);
    await deps.outbox.put(tx, undo.at, row.followerId, [mergeMessage('merge-undone', mergeId)]);
  });
}

/** Ends the merge of a case whose sender withdraws it: nobody waits for the lead's answer any more. */
export async function leaveMerge(
  deps: StepDeps & Pick<Stores, 'merges'>,
  tx: Tx,
  { mergeId, leadId }: Merged,
  at: Date,
): Promise<void> {
  const row = await deps.merges.find(mergeId, tx);
  if (row === null || row.state !== 'waiting') return;
  const { followerId, followerNumber } = row;
  const lead = await deps.cases.read(tx, leadId);
  await deps.cases.append(tx, lead, [
    { type: 'let-go', at, by: theHouse, data: { mergeId, followerId, followerNumber } },
  ]);
  await deps.merges.end(tx, mergeId, 'undone', at);
  await deps.outbox.put(tx, at, followerId, [mergeMessage('merge-undone', mergeId)]);
}

/** The lead's answer, once, under the follower's own number; its own instance has nothing left to do. */
async function answer(deps: MergeDeps, tx: Tx, row: MergeRow, at: Date): Promise<void> {
  const { _id: mergeId, leadId, leadNumber, followerId } = row;
  const reply = await deps.replies.find(leadId);
  if (reply === null) throw new Unrecoverable('the lead is answered, but there is no reply');
  await takeStepWithin(deps, tx, followerId, at, (current) => {
    const { number, topic, instanceKey, confidential } = current;
    const mode = confidential ? 'private' : reply.mode;
    const unitId = current.unitId ?? reply.unitId;
    const { signedDigest: textDigest } = reply;
    return {
      drafts: [
        {
          ...{ type: 'answer-merged', at, by: theHouse },
          data: { mergeId, leadId, leadNumber, unitId, mode, textDigest },
        },
      ],
      meets: clockKinds,
      tells: 'answered',
      params: { mode },
      also: async (inTx) => {
        // Its own subject was not looked at by the publication check: the register shows the lead alone.
        const own = { _id: followerId, number, topic, unitId, mode, subject: '' } as const;
        const { shown, ...signed } = reply;
        const seen = mode === 'public' && shown ? { shown: { ...shown, subject: '' } } : {};
        await deps.replies.publishOnce(inTx, {
          ...{ ...signed, ...own, ...seen },
          ...{ publishedAt: at, answeredWith: leadNumber },
        });
        if (instanceKey !== null)
          await deps.outbox.put(inTx, at, followerId, [
            { key: `cancel:${instanceKey}`, told: { kind: 'cancel-instance', instanceKey } },
          ]);
      },
    };
  });
}

/**
 * What the end of a lead means for one that joined it, carried out once: its answer, or to be handled by itself again.
 *
 * @throws Conflict while the lead is still open: the word of its end comes with its end
 */
export async function settleFollower(
  deps: MergeDeps,
  mergeId: string,
  at: Date,
): Promise<'answered' | 'released' | 'undone'> {
  return deps.store.transaction(async (tx) => {
    const row = await deps.merges.find(mergeId, tx);
    if (row === null) throw new Unrecoverable('the merge has no record');
    if (row.state !== 'waiting') return row.state;
    const fate = fateOfFollowers(await deps.cases.read(tx, row.leadId));
    if (fate === 'waiting') throw new Conflict('the lead is still open');
    if (fate === 'answered') await answer(deps, tx, row, at);
    else await letGo(deps, tx, row, { by: theHouse, at, reason: null });
    await deps.merges.end(tx, mergeId, fate, at);
    return fate;
  });
}
