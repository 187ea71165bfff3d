import type { Case } from '../../processes/complaint/case.ts';
import { holderOf, responsibleUnit } from '../../processes/tiers/way.ts';
import { isStanding } from '../../workers/store/units.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import type { Person } from '../person.ts';
import { turnsFor } from '../turns/policy.ts';
import type { CaseFile } from './schema.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Where a case is below its unit, who answers for it, and where the reader may assign it down. */
export async function presentWay(
  { units }: Pick<ApiDeps, 'units'>,
  one: Case,
  { person, lang, now }: { readonly person: Person; readonly lang: Lang; readonly now: Date },
): Promise<CaseFile['way']> {
  const all = await units.list();
  const names = new Map(all.map((unit) => [unit._id, unitNameOf(unit, lang) ?? unit.name]));
  const holder = holderOf(one);
  const below = turnsFor(person, one).includes('assign-down')
    ? all.filter(
        (unit) =>
          holder !== null &&
          unit._id !== holder &&
          unit.path.includes(holder) &&
          isStanding(unit, now),
      )
    : [];
  return {
    responsible: names.get(responsibleUnit(one) ?? '') ?? null,
    stations: (one.way ?? []).map(({ instanceKey, fromUnitId, ...station }) => ({
      ...station,
      unitName: names.get(station.unitId) ?? null,
      fromUnitName: names.get(fromUnitId) ?? null,
      assignedAt: station.assignedAt.toISOString(),
      dueAt: iso(station.dueAt),
      receivedAt: iso(station.receivedAt),
      answeredAt: iso(station.answeredAt),
      closedAt: iso(station.closedAt),
    })),
    below: below.map(({ _id: id }) => ({ id, name: names.get(id) ?? id })),
  };
}
