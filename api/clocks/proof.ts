import { type ProofSheet, proofSheet } from '../../processes/clock/proof.ts';
import type { Case } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import { ruleOfRegime } from '../cases/regime-of.ts';
import type { ApiDeps } from '../deps.ts';

/** The proof of a due date, with the version of the rule that set the clock. */
export interface CaseProof extends ProofSheet {
  /** What the row of the rule calls the regime; null where it gives no name. */
  readonly regimeNames: { readonly zh: string; readonly en: string } | null;
  /** Null for a clock that no decision of the engine set. */
  readonly ruleVersion: { readonly version: number; readonly versionTag: string | null } | null;
}

/**
 * The proof of one clock of a case.
 * @throws Refusal `CLOCK_UNKNOWN`
 */
export async function proofOf(deps: ApiDeps, one: Case, clockId: string): Promise<CaseProof> {
  const clock = await deps.clocks.find(clockId);
  if (clock === null || clock.caseId !== one.id) throw new Refusal('CLOCK_UNKNOWN');
  const calendar = await deps.calendars.find(clock.calendar.id, clock.calendar.version);
  if (calendar === null) throw new Refusal('CLOCK_UNKNOWN');
  const rule = await ruleOfRegime(deps, one.id, clock.regimeId);
  return {
    ...proofSheet(clock, calendar, deps.now()),
    regimeNames: rule?.names ?? null,
    ruleVersion: rule === null ? null : { version: rule.version, versionTag: rule.versionTag },
  };
}
