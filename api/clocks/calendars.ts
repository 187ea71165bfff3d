import type { Calendar } from '../../processes/clock/calendar.ts';
import type { CalendarStore } from '../../workers/store/calendars.ts';

/** Reads each calendar that some clocks are counted with once, for one answer. */
export async function calendarsOf(
  calendars: Pick<CalendarStore, 'find'>,
  clocks: readonly { readonly calendar: { readonly id: string } }[],
): Promise<ReadonlyMap<string, Calendar>> {
  const ids = [...new Set(clocks.map(({ calendar }) => calendar.id))];
  const found = await Promise.all(ids.map((id) => calendars.find(id)));
  return new Map(found.flatMap((one) => (one === null ? [] : [[one.id, one] as const])));
}
