import type { UnitView } from '../api/types.ts';

export interface UnitNode {
  readonly unit: UnitView;
  readonly depth: number;
}

/** The units in the order of the tree, each with how deep it lies. */
export function inTreeOrder(units: readonly UnitView[]): UnitNode[] {
  const ids = new Set(units.map(({ id }) => id));
  const below = (parentId: string | null, depth: number): UnitNode[] =>
    units
      .filter((unit) => (ids.has(unit.parentId ?? '') ? unit.parentId : null) === parentId)
      .flatMap((unit) => [{ unit, depth }, ...below(unit.id, depth + 1)]);
  return below(null, 0);
}
