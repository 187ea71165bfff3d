import type { FigureSet, Report } from '../../processes/figures/report.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { ApiDeps } from '../deps.ts';
import { holdsRole, type Person } from '../person.ts';

/** Whether a person sees reports that nobody has checked yet. */
export function maySeeDrafts(person: Person): boolean {
  return holdsRole(person, ['office', 'supervision', 'leading-group', 'auditor']);
}

/**
 * The report with its frozen figures, if the person may read it: published, or theirs to check.
 * @throws Refusal `REPORT_UNKNOWN`
 */
export async function findReadable(
  { reports, figureSets }: Pick<ApiDeps, 'reports' | 'figureSets'>,
  reportId: string,
  person: Person,
): Promise<{ readonly report: Report; readonly set: FigureSet }> {
  const report = await reports.find(reportId);
  if (report === null || (report.state === 'draft' && !maySeeDrafts(person)))
    throw new Refusal('REPORT_UNKNOWN');
  const set = await figureSets.find(report.setId);
  if (set === null) throw new Refusal('REPORT_UNKNOWN');
  return { report, set };
}
