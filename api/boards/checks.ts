import { checkOwedAt, checksOfDay, type OwedCheck } from '../../processes/boards/checks.ts';
import { houseZone, startOfIsoDay } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import { chosenCheckTimes } from '../../workers/store/boards.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import type { Lang } from '../language.ts';
import type { Person } from '../person.ts';
import { namesOf } from '../users/names.ts';
import { asLooker, looksFor } from './policy.ts';
import { type BoardNames, presentCheck } from './presenter.ts';
import type { CheckView } from './schema.ts';

export interface Reader {
  readonly person: Person;
  readonly lang: Lang;
  readonly now: Date;
}

/** The names of every unit, and of these people. */
export async function boardNames(
  deps: Pick<ApiDeps, 'units' | 'users'>,
  people: readonly (string | null)[],
  lang: Lang,
): Promise<BoardNames> {
  const [units, names] = await Promise.all([deps.units.list(), namesOf(deps.users, people)]);
  return {
    people: names,
    units: new Map(units.map((unit) => [unit._id, unitNameOf(unit, lang) ?? unit.name])),
  };
}

const dayMs = 86_400_000;

/** The looks of a day and the one before, for every unit that owed or owes them; the newest first. */
export async function checksFor(
  deps: ApiDeps,
  day: string | undefined,
  { person, lang, now }: Reader,
): Promise<CheckView[]> {
  const times = await chosenCheckTimes(deps);
  const asked = (day === undefined ? now : startOfIsoDay(day)) ?? now;
  const days = [asked, new Date(asked.getTime() - dayMs)];
  const owed = days.flatMap((one) => checksOfDay(one, houseZone, times)).toReversed();
  const rows = await deps.boards.checks(owed.map((one) => one.day));
  const names = await boardNames(
    deps,
    rows.map(({ by }) => by),
    lang,
  );
  const rowById = new Map(rows.map((row) => [row._id, row]));
  const views = await Promise.all(
    owed.map(async (one: OwedCheck) => {
      const recorded = rows.filter((row) => row.day === one.day && row.slot === one.slot);
      const owing = await deps.boards.owing(one.since);
      const unitIds = [...new Set([...owing, ...recorded.map(({ unitId }) => unitId)])].sort();
      return unitIds.map((unitId) => {
        const row = rowById.get(`${unitId}:${one.day}:${one.slot}`);
        return presentCheck(one, unitId, { row, names, now, looks: looksFor(person, unitId) });
      });
    }),
  );
  return views.flat();
}

/**
 * Records the look that is due now.
 *
 * @throws Refusal `NOT_YOUR_UNIT`, `CHECK_MISSED` after the last one of the day, `CHECK_DONE`
 */
export async function recordLook(
  deps: Pick<ApiDeps, 'boards' | 'settings'>,
  { unitId, found }: { readonly unitId: string; readonly found: number },
  { person, now }: Reader,
): Promise<void> {
  const by = asLooker(person, unitId);
  const owed = checkOwedAt(now, houseZone, await chosenCheckTimes(deps));
  if (owed === null) throw new Refusal('CHECK_MISSED');
  const { day, slot } = owed;
  const about = { unitId, day, slot, state: 'done', at: now, by: by.userId, found } as const;
  const isFirst = await deps.boards.recordOnce({ _id: `${unitId}:${day}:${slot}`, ...about });
  if (!isFirst) throw new Refusal('CHECK_DONE');
}
