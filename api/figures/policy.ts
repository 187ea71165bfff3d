import { DateTime } from 'luxon';
import type { Period } from '../../processes/figures/facts.ts';
import { houseZone } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { FactsQuery } from '../../workers/store/case-facts.ts';
import { accessOf } from '../access.ts';
import type { ApiDeps } from '../deps.ts';
import type { Person } from '../person.ts';
import type { Narrowed } from './schema.ts';

const mostYears = 3;

/**
 * The period from the beginning of one day to the end of another at the institution.
 * @throws Refusal `PERIOD_INVALID` when it ends before it begins or is longer than anybody looks at
 */
export function periodOf({ from, to }: Pick<Narrowed, 'from' | 'to'>): Period {
  const since = DateTime.fromISO(from, { zone: houseZone });
  const until = DateTime.fromISO(to, { zone: houseZone }).plus({ days: 1 });
  if (until <= since || until > since.plus({ years: mostYears, days: 1 }))
    throw new Refusal('PERIOD_INVALID');
  return { since: since.toJSDate(), until: until.toJSDate() };
}

/** What a person may see of the cases a query asks for; null when that is nothing. */
export async function factsWithin(
  deps: Pick<ApiDeps, 'units' | 'now'>,
  person: Person,
  query: Narrowed,
): Promise<FactsQuery | null> {
  const period = periodOf(query);
  const { readable } = await accessOf(person, deps.units);
  if (readable === null) return null;
  return {
    ...{ access: readable, period, asOf: deps.now() },
    unitIds: query.unit === undefined ? null : await deps.units.withDescendants([query.unit]),
    topic: query.topic ?? null,
    area: query.area ?? null,
    channel: query.channel ?? null,
  };
}
