import { duePeriods, type Rhythm, rhythms } from '../../processes/figures/rhythm.ts';
import type { Now } from '../platform/clock.ts';
import type { CaseFactsStore } from '../store/case-facts.ts';
import type { ReportStore } from '../store/reports.ts';
import type { Period, Schedule } from './run-period.ts';

export interface ReportDeps {
  readonly reports: Pick<ReportStore, 'draftOnce'>;
  readonly facts: Pick<CaseFactsStore, 'hasAnyBefore'>;
  /** Zone whose days, weeks and months count. */
  readonly zone: string;
  readonly now: Now;
}

/** Drafts the report of one period; a house that has received nothing yet has nothing to report. */
export async function draftReport(
  { reports, facts, zone, now }: ReportDeps,
  kind: Rhythm,
  period: Period,
): Promise<void> {
  if (!(await facts.hasAnyBefore(period.until))) return;
  await reports.draftOnce({ kind, ...period, zone, at: now() });
}

/** The reports that come by themselves, each in its rhythm. */
export function reportSchedules(deps: ReportDeps): Schedule[] {
  const { zone } = deps;
  return rhythms.map((kind) => ({
    name: `report-${kind}`,
    duePeriods: (after, now) => duePeriods(kind, after, { now, zone }),
    run: (period) => draftReport(deps, kind, period),
  }));
}
