import type { Calendar } from '../../processes/clock/calendar.ts';
import type { Store } from './connect.ts';

type CalendarRow = Omit<Calendar, 'id'> & { readonly _id: string };

export interface CalendarStore {
  readonly find: (calendarId: string) => Promise<Calendar | null>;
  /** Puts the calendar into an installation that has none under this id. */
  readonly seedOnce: (calendar: Calendar) => Promise<void>;
}

/** The working calendars. */
export function createCalendarStore(store: Store): CalendarStore {
  const rows = store.rows<CalendarRow>('calendars');
  return {
    find: async (calendarId) => {
      const row = await rows.findOne({ _id: calendarId });
      if (row === null) return null;
      const { _id, ...rest } = row;
      return { id: _id, ...rest };
    },
    seedOnce: async ({ id, ...fields }) => {
      await rows.updateOne({ _id: id }, { $setOnInsert: fields }, { upsert: true });
    },
  };
}
