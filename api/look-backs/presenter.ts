import type { CaseRow } from '../../workers/store/cases.ts';
import type { DrawRow } from '../../workers/store/look-back-draws.ts';
import type { Names } from '../users/names.ts';
import type { DrawnCases, DrawView } from './schema.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A draw with how many of its cases were found settled. */
export function presentDraw(row: DrawRow, cases: readonly CaseRow[], names: Names): DrawView {
  const count = (result: string | null) =>
    cases.filter(({ lookBack }) => lookBack !== undefined && lookBack.result === result).length;
  const { from, until, unitId, topic, unanswered } = row.filter;
  return {
    ...{ id: row._id, at: row.at.toISOString(), size: row.size, pool: row.pool },
    byName: names.people.get(row.by ?? '') ?? null,
    filter: {
      ...{ from: iso(from), until: iso(until), topic, unanswered },
      unitName: names.units.get(unitId ?? '') ?? null,
    },
    drawn: row.caseIds.length,
    results: {
      open: count(null),
      settled: count('settled'),
      notSettled: count('not-settled'),
      notReached: count('not-reached'),
    },
  };
}

/** A draw with its cases. */
export function presentDrawn(row: DrawRow, cases: readonly CaseRow[], names: Names): DrawnCases {
  return {
    ...presentDraw(row, cases, names),
    cases: cases.map(({ _id: caseId, number, unitId, lookBack, reopenedAs }) => ({
      ...{ caseId, number, unitName: names.units.get(unitId ?? '') ?? null },
      ...{ result: lookBack?.result ?? null, how: lookBack?.how ?? null },
      doneAt: iso(lookBack?.doneAt ?? null),
      reopenedAs: reopenedAs?.number ?? null,
    })),
  };
}
