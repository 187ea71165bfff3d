import type { Calendar } from '../../processes/clock/calendar.ts';
import type { CalendarStore } from '../../workers/store/calendars.ts';

type Counted = { readonly calendar: { readonly id: string; readonly version: number } };

/** Finds the calendar version that a clock is counted with. */
export type CalendarOf = (clock: Counted) => Calendar | null;

const keyOf = ({ calendar }: Counted) => `${calendar.id}@${calendar.version}`;

/** Reads each calendar version that some clocks are counted with once, for one answer. */
export async function calendarsOf(
  calendars: Pick<CalendarStore, 'find'>,
  clocks: readonly Counted[],
): Promise<CalendarOf> {
  const wanted = new Map(clocks.map((clock) => [keyOf(clock), clock.calendar]));
  const found = await Promise.all(
    [...wanted].map(
      async ([key, { id, version }]) => [key, await calendars.find(id, version)] as const,
    ),
  );
  const byKey = new Map(found);
  return (clock) => byKey.get(keyOf(clock)) ?? null;
}
