import type { Case } from '../../processes/complaint/case.ts';
import { holderOf, responsibleUnit } from '../../processes/tiers/way.ts';
import { isStanding } from '../../workers/store/units.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';
import { turnsFor } from '../turns/policy.ts';
import type { Names } from './presenter.ts';
import type { CaseFile } from './schema.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Where the reader may assign a case down: the standing units below the one that has it. */
async function unitsBelow(
  { units }: Pick<ApiDeps, 'units'>,
  one: Case,
  { person, now }: { readonly person: Person; readonly now: Date },
) {
  const holder = holderOf(one);
  if (holder === null || !turnsFor(person, one).includes('assign-down')) return [];
  return (await units.list()).filter(
    (unit) => unit._id !== holder && unit.path.includes(holder) && isStanding(unit, now),
  );
}

/** Where a case is below its unit, who answers for it, and where the reader may assign it down. */
export async function presentWay(
  deps: Pick<ApiDeps, 'units'>,
  one: Case,
  { units }: Names,
  reader: { readonly person: Person; readonly now: Date },
): Promise<CaseFile['way']> {
  const below = await unitsBelow(deps, one, reader);
  return {
    responsible: units.get(responsibleUnit(one) ?? '') ?? null,
    stations: (one.way ?? []).map(({ instanceKey, fromUnitId, ...station }) => ({
      ...station,
      unitName: units.get(station.unitId) ?? null,
      fromUnitName: units.get(fromUnitId) ?? null,
      assignedAt: station.assignedAt.toISOString(),
      dueAt: iso(station.dueAt),
      receivedAt: iso(station.receivedAt),
      answeredAt: iso(station.answeredAt),
      closedAt: iso(station.closedAt),
    })),
    below: below.map(({ _id: id }) => ({ id, name: units.get(id) ?? id })),
  };
}
