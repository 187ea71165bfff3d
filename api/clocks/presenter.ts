import type { ClockFindingRow } from '../../workers/store/clock-findings.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A clock and its timer that did not agree. */
export function presentFinding(row: ClockFindingRow) {
  const { _id, kind, caseId, clockId, timerKey, mends } = row;
  return {
    ...{ id: _id, kind, caseId, clockId, timerKey, mends },
    expectedAt: iso(row.expectedAt),
    dueAt: iso(row.dueAt),
    firstSeenAt: iso(row.firstSeenAt),
    lastSeenAt: iso(row.lastSeenAt),
    goneAt: iso(row.goneAt),
  };
}
