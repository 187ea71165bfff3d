import type { Actor } from '../../processes/complaint/case.ts';
import { entryOfMove, type MoveDeps } from './clock-moves.ts';
import { takeStep } from './step.ts';

/**
 * Tells the citizen what is known so far and until when the answer comes: privately, on the tracking page and by mail. It
 * meets a clock that asks for an answer or its timetable, and the one of the answer where the regime says that it counts.
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
      meets: current.regime?.timetableCounts === true ? ['reply', 'done'] : ['reply'],
      tells: 'interim-reply',
      occasion: `interim-${n}`,
      also: (tx) => deps.entries.put(tx, entry),
    };
  });
}
