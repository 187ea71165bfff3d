import { fateOfFollowers } from '../../processes/merge/merge.ts';
import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';

/** Claims a merge for this instance, and says whether what it would wait for has come already. */
export const handle: Handler<'merge:open-merge'> = async (
  { mergeId },
  { merges, cases },
  { instanceKey },
) => {
  const row = await merges.find(mergeId);
  if (row === null) throw new Unrecoverable('the merge has no record');
  const { followerId: caseId } = row;
  if ((await merges.claim(mergeId, instanceKey)) === null) return { state: 'duplicate', caseId };
  if (row.state === 'undone' || row.state === 'released') return { state: 'undone', caseId };
  const lead = await cases.find(row.leadId);
  const isSettled = row.state === 'answered' || (lead && fateOfFollowers(lead) !== 'waiting');
  return { state: isSettled ? 'settled' : 'waiting', caseId };
};
