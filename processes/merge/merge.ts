import type { Case } from '../complaint/case.ts';
import { Refusal } from '../refusal.ts';

/** Before the answer is on its way: from then on a case has its own. */
const joinable = ['received', 'accepted', 'assigned', 'proposed', 'drafted', 'signed'] as const;

/** True while a case may join another one, or be joined. */
function isOpen({ status, closedAt }: Case): boolean {
  return closedAt === null && joinable.some((one) => one === status);
}

/**
 * Guards a merge: `follower` joins `lead` and gets its answer. Groups are flat: one lead, its followers, no chains, so
 * there is nothing a circle could be made of.
 *
 * @throws Refusal `MERGE_WITH_ITSELF`, `MERGE_CLOSED` and `MERGE_NOT_STARTED` naming the case, `ALREADY_MERGED` naming
 *   the lead, `MERGE_CIRCLE`, `LEAD_IS_MERGED` naming the case to merge into instead, `LEADS_OTHERS`,
 *   `MERGE_BEING_ANSWERED` when its own answer has passed the publication check.
 */
export function checkMerge(lead: Case, follower: Case): void {
  const { number } = follower;
  if (lead.id === follower.id) throw new Refusal('MERGE_WITH_ITSELF', { number });
  for (const one of [lead, follower])
    if (!isOpen(one)) throw new Refusal('MERGE_CLOSED', { number: one.number });
  if (lead.merged?.leadId === follower.id)
    throw new Refusal('MERGE_CIRCLE', { number, lead: lead.number });
  if (follower.merged != null)
    throw new Refusal('ALREADY_MERGED', { number, lead: follower.merged.leadNumber });
  if (lead.merged != null)
    throw new Refusal('LEAD_IS_MERGED', { number: lead.number, lead: lead.merged.leadNumber });
  if ((follower.followers ?? []).length > 0) throw new Refusal('LEADS_OTHERS', { number });
  if (follower.instanceKey === null) throw new Refusal('MERGE_NOT_STARTED', { number });
  if (follower.mayPublish !== null) throw new Refusal('MERGE_BEING_ANSWERED', { number });
}

/** What becomes of those who wait for a lead: they wait on, get its answer, or are handled by themselves again. */
export function fateOfFollowers(lead: Case): 'waiting' | 'answered' | 'released' {
  if (lead.reply !== null) return 'answered';
  return lead.closedAt === null ? 'waiting' : 'released';
}
