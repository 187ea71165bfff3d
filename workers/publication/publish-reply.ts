import { canonicalJson } from '../../processes/canonical-json.ts';
import { type Case, theHouse } from '../../processes/complaint/case.ts';
import { complaintTasks } from '../../processes/complaint/contract.ts';
import type { Deps, Handler } from '../handler.ts';
import { saltedDigest } from '../platform/digest.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { Tx } from '../store/connect.ts';
import { takeStep } from '../store/step.ts';

/**
 * Sends the signed reply once: published when the check allows it, privately otherwise. A «no» stops publication,
 * never the answer. What goes out is proved to be the text that was signed.
 */
export const handle: Handler<'publication:publish-reply'> = async ({ caseId }, deps) => {
  const at = deps.now();
  await takeStep(deps, caseId, at, async (current, tx) => {
    if (current.reply !== null) return null;
    const mode = current.mayPublish === true ? 'public' : 'private';
    const reply = await signedReply(deps, tx, current);
    return {
      drafts: [
        { type: 'publish', at, by: theHouse, data: { mode, textDigest: reply.signedDigest } },
      ],
      meets: ['first-response', 'done'],
      tells: 'answered',
      params: { mode },
      also: (inTx) =>
        deps.replies.publishOnce(inTx, {
          ...reply,
          ...shownAs(mode, reply.subject),
          publishedAt: at,
        }),
    };
  });
  deps.failpoint('publish-reply:committed');
  return { published: (await deps.cases.find(caseId))?.reply?.mode === 'public' };
};

/** The register knows a complaint by its subject; a private reply is not in it. */
function shownAs(mode: 'public' | 'private', subject: string) {
  return { mode, subject: mode === 'public' ? subject : '' };
}

async function signedReply({ entries, complaints }: Deps, tx: Tx, current: Case) {
  const draft = await entries.newest(current.id, 'draft', tx);
  const complaint = await complaints.find(current.id);
  if (draft === null || complaint === null) throw new Unrecoverable('there is no draft to publish');
  const signedDigest = saltedDigest(draft.salt, canonicalJson(draft.fields));
  if (signedDigest !== current.signedDigest)
    throw new Unrecoverable('the draft is not the text that was signed');
  const { id: _id, number, unitId, topic } = current;
  return {
    _id,
    number,
    unitId,
    topic,
    subject: complaint.subject,
    fields: complaintTasks.draft.parse(draft.fields),
    signedDigest,
  };
}
