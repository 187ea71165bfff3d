import type { Actor } from '../../processes/complaint/case.ts';
import { entryOfMove, type MoveDeps } from './clock-moves.ts';
import { takeStep } from './step.ts';

/**
 * Tells the citizen what is known so far and until when the answer comes: privately, on the tracking page and by mail. No
 * clock is met by it.
 *
 * @throws Refusal what the action table refuses
 */
export async function sendInterimReply(
  deps: MoveDeps,
  { caseId, by, at }: { readonly caseId: string; readonly by: Actor; readonly at: Date },
  { text, until }: { readonly text: string; readonly until: string },
): Promise<void> {
  await takeStep(deps, caseId, at, (current) => {
    const n = (current.interim?.length ?? 0) + 1;
    const entryId = `${caseId}:interim-${n}`;
    const fields = { interim: text, interimUntil: until };
    const entry = entryOfMove(entryId, { caseId, by, at }, 'interim-reply', fields);
    const digests = { [entryId]: entry.digest };
    return {
      drafts: [{ type: 'interim-reply', at, by, digests, data: { n, until } }],
      tells: 'interim-reply',
      occasion: `interim-${n}`,
      also: (tx) => deps.entries.put(tx, entry),
    };
  });
}
