import { theHouse } from '../../processes/complaint/case.ts';
import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';
import { takeStep } from '../store/step.ts';

/** Closes the file of a case that was answered with another one. */
export const handle: Handler<'merge:archive-follower'> = async ({ mergeId }, deps) => {
  const at = deps.now();
  const row = await deps.merges.find(mergeId);
  if (row === null) throw new Unrecoverable('the merge has no record');
  await takeStep(deps, row.followerId, at, (current) =>
    current.status === 'answered'
      ? { drafts: [{ type: 'archive', at, by: theHouse, data: {} }] }
      : null,
  );
  return {};
};
