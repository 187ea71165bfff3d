import type { CalendarItem, CalendarView } from '../../api/calendars/schema.ts';
import { useQuery } from '../api/use-query.ts';

/** The working calendars. */
export function useCalendars() {
  return useQuery<{ readonly items: readonly CalendarItem[] }>(() => '/calendars');
}

/** One calendar with its versions, draft and runs. */
export function useCalendar(id: () => string) {
  return useQuery<CalendarView>(() => `/calendars/${encodeURIComponent(id())}`, { keep: true });
}
