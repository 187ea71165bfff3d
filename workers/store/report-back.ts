import type { Actor, Case } from '../../processes/complaint/case.ts';
import type { ReportMeans } from '../../processes/intake/origin.ts';
import { Refusal } from '../../processes/refusal.ts';
import { entryOfMove } from './clock-moves.ts';
import type { Stores } from './stores.ts';

/** How the result was told to whoever referred the matter. */
export interface ReportedBack {
  readonly means: ReportMeans;
  readonly text: string;
  readonly reportedAt: Date;
  readonly at: Date;
  readonly by: Actor;
}

function checkReportable({ referral, closedAt }: Case): void {
  if (referral === undefined) throw new Refusal('NOT_REFERRED');
  if (closedAt === null) throw new Refusal('RESULT_NOT_YET');
  if (referral.reportedAt !== null) throw new Refusal('REPORTED_BACK_ALREADY');
}

/**
 * Notes that the body which referred a complaint was told its result, once.
 *
 * @throws Refusal `NOT_REFERRED`, `RESULT_NOT_YET`, `REPORTED_BACK_ALREADY`
 */
export async function reportBack(
  { cases, entries }: Pick<Stores, 'cases' | 'entries'>,
  caseId: string,
  { means, text, reportedAt, at, by }: ReportedBack,
): Promise<void> {
  const _id = `${caseId}:report-back`;
  const entry = entryOfMove(_id, { caseId, by, at }, 'report-back', { means, report: text });
  await cases.act(
    caseId,
    (current) => {
      checkReportable(current);
      const data = { means, reportedAt };
      return [{ type: 'report-back', at, by, data, digests: { [_id]: entry.digest } }];
    },
    (tx) => entries.put(tx, entry),
  );
}
