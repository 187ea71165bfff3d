import { isoDayOf } from '../../processes/language/dates.ts';
import { isStanding, type UnitRow } from '../../workers/store/units.ts';
import type { UnitView } from './schema.ts';

/** A unit as the administrator's page shows it. */
export function presentUnit(unit: UnitRow, now: Date): UnitView {
  const { _id, name, nameEn, parentId, tier, duties, version, dissolvedAt } = unit;
  return {
    ...{ id: _id, name, nameEn, parentId, tier, duties: [...duties], version },
    ...{ address: unit.address ?? '', phone: unit.phone ?? '', hours: unit.hours ?? '' },
    dissolvedOn: dissolvedAt === null ? null : isoDayOf(dissolvedAt),
    standing: isStanding(unit, now),
    successorId: unit.successorId ?? null,
  };
}
