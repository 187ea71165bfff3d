import type { Handler } from '../handler.ts';
import { Unrecoverable } from '../platform/errors.ts';

/** Claims the contact sheet for this instance and says which unit it is for. */
export const handle: Handler<'contact-sheet:open-sheet'> = async (
  { sheetId },
  { incidents, incidentRuns },
  { instanceKey },
) => {
  const run = await incidentRuns.claim(sheetId, instanceKey);
  if (run === null) return { claimed: false, unitId: '' };
  const incident = await incidents.find(run.caseId);
  const sheet = incident?.sheets.find(({ id }) => id === sheetId);
  if (sheet === undefined) throw new Unrecoverable('the contact sheet has no record');
  return { claimed: true, unitId: sheet.unitId };
};
