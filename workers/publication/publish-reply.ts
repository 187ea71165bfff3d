import { handlingKinds } from '../../processes/clock/clock-kinds.ts';
import { type Case, theHouse } from '../../processes/complaint/case.ts';
import type { Deps, Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { Tx } from '../store/connect.ts';
import { promiseMadeBy } from '../store/promises.ts';
import { sheetFor } from '../store/sheets.ts';
import { sheetDigestOf, shownDigestOf, shownOf, signedItem } from '../store/signed-item.ts';
import { takeStep } from '../store/step.ts';

/**
 * Sends the signed reply once: published when the check allows it, privately otherwise. A «no» stops publication,
 * never the answer. What goes out is proved to be the text that was signed, what is published to be that text but for
 * the places that the check covered.
 */
export const handle: Handler<'publication:publish-reply'> = async ({ caseId }, deps) => {
  const at = deps.now();
  await takeStep(deps, caseId, at, async (current, tx) => {
    if (current.reply !== null) return null;
    const mode = current.mayPublish === true ? 'public' : 'private';
    const { signedDigest, ...item } = await signedItem(deps, current, tx);
    const { id: _id, number, unitId, topic } = current;
    const row = { _id, number, unitId, topic, fields: item.fields, signedDigest, publishedAt: at };
    const shown = mode === 'public' ? shownOf(item, await checkedSheet(deps, tx, current)) : null;
    const seen = shown === null ? {} : { shownDigest: shownDigestOf(shown) };
    const promised = promiseMadeBy(current, item.fields.measuresBy, at);
    return {
      drafts: [
        { type: 'publish', at, by: theHouse, data: { mode, textDigest: signedDigest, ...seen } },
        ...promised.drafts,
      ],
      meets: handlingKinds,
      tells: 'answered',
      params: { mode },
      // The register knows a complaint by its subject; a private reply is not in it.
      also: async (inTx) => {
        await deps.replies.publishOnce(inTx, {
          ...{ ...row, mode, subject: shown?.subject ?? '' },
          ...{ ...(shown === null ? {} : { shown }), ...promised.shown },
        });
        await deps.outbox.put(inTx, at, caseId, promised.words);
      },
    };
  });
  deps.failpoint('publish-reply:committed');
  return { published: (await deps.cases.find(caseId))?.reply?.mode === 'public' };
};

/** The sheet as it was checked; a check from before there were sheets covered nothing. */
async function checkedSheet({ publications }: Deps, tx: Tx, current: Case) {
  if (current.sheetDigest === undefined) return { marks: [], files: [] };
  const kept = await publications.find(current.id, tx);
  const sheet = sheetFor(current.id, current.signedDigest ?? '', kept);
  if (sheetDigestOf(sheet) !== current.sheetDigest)
    throw new Unrecoverable('the sheet is not the one that was checked');
  return sheet;
}
