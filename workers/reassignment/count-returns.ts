import { countReturns } from '../../processes/complaint/turns.ts';
import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';

/** Reads from the ledger of a case how often it was given back. */
export const handle: Handler<'reassignment:count-returns'> = async ({ caseId }, { cases }) => {
  const current = await cases.find(caseId);
  if (current === null) throw new Unrecoverable('the case has no record');
  return { returns: countReturns(current) };
};
