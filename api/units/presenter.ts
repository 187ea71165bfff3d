import type { UnitRow } from '../../workers/store/units.ts';
import type { UnitView } from './schema.ts';

/** A unit as the administrator's page shows it. */
export function presentUnit(unit: UnitRow): UnitView {
  const { _id, name, nameEn, parentId, tier, duties, version } = unit;
  return { id: _id, name, nameEn, parentId, tier, duties: [...duties], version };
}
