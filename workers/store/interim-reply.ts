import type { Actor, Case } from '../../processes/complaint/case.ts';
import { entryOfMove, type MoveDeps } from './clock-moves.ts';
import { doOnce } from './intentions.ts';
import { type Step, takeStepWithin } from './step.ts';
import type { Stores } from './stores.ts';

/** Who tells it on which case, and the name of that wish, when it has one. */
interface About {
  readonly caseId: string;
  readonly by: Actor;
  readonly at: Date;
  readonly key?: string | null;
}

/**
 * Tells the citizen what is known so far and until when the answer comes: privately, on the tracking page and by mail. It
 * meets a clock that asks for an answer or its timetable, and the one of the answer where the regime says that it counts.
 *
 * Sent again under its key after a lost answer it is told once.
 *
 * @throws Refusal what the action table refuses
 */
export async function sendInterimReply(
  deps: MoveDeps & Pick<Stores, 'intentions'>,
  { caseId, by, at, key = null }: About,
  { text, until }: { readonly text: string; readonly until: string },
): Promise<void> {
  const decide = (current: Case): Step => {
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
  };
  await doOnce(deps, { userId: by.userId, key, at }, (tx) =>
    takeStepWithin(deps, tx, caseId, at, decide),
  );
}
