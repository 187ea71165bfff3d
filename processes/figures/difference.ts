import type { FigureId } from './definitions.ts';
import type { FigureValue } from './survey.ts';

/** A figure that a corrected edition gives otherwise than the one before. */
export interface FigureChange {
  readonly figure: FigureId;
  readonly before: FigureValue | null;
  readonly after: FigureValue | null;
}

/** A case that a corrected edition has otherwise than the one before. */
export interface CaseChange {
  readonly caseId: string;
  readonly number: string;
  readonly change: 'added' | 'left' | 'changed';
}

function isSame(a: FigureValue, b: FigureValue): boolean {
  return a.n === b.n && a.of === b.of && a.value === b.value;
}

/** The figures that differ between two editions. */
export function changedFigures(
  before: readonly FigureValue[],
  after: readonly FigureValue[],
): FigureChange[] {
  const old = new Map(before.map((one) => [one.figure, one]));
  const fresh = new Map(after.map((one) => [one.figure, one]));
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((figure) => {
    const [a, b] = [old.get(figure) ?? null, fresh.get(figure) ?? null];
    return a !== null && b !== null && isSame(a, b) ? [] : [{ figure, before: a, after: b }];
  });
}

/** A case of an edition with a digest of everything frozen of it. */
export interface Mark {
  readonly caseId: string;
  readonly number: string;
  readonly digest: string;
}

/** The cases that differ between two editions, by number. */
export function changedCases(before: readonly Mark[], after: readonly Mark[]): CaseChange[] {
  const old = new Map(before.map((mark) => [mark.caseId, mark]));
  const fresh = new Set(after.map(({ caseId }) => caseId));
  const left = before.filter(({ caseId }) => !fresh.has(caseId));
  const changes = after.flatMap(({ caseId, number, digest }): CaseChange[] => {
    const mark = old.get(caseId);
    if (mark === undefined) return [{ caseId, number, change: 'added' }];
    return mark.digest === digest ? [] : [{ caseId, number, change: 'changed' }];
  });
  return [
    ...changes,
    ...left.map(({ caseId, number }): CaseChange => ({ caseId, number, change: 'left' })),
  ].sort((a, b) => (a.number < b.number ? -1 : 1));
}
