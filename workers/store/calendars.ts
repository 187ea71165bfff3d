import type { Calendar } from '../../processes/clock/calendar.ts';
import type { Store, Tx } from './connect.ts';

/** One version of a calendar: published ones never change, so that a proof sheet can be read again years later. */
interface CalendarRow extends Omit<Calendar, 'id'> {
  /** `<calendar>@<version>`. */
  readonly _id: string;
  readonly calendarId: string;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
}

export interface CalendarStore {
  /** The version in force, or the one that is named. */
  readonly find: (calendarId: string, version?: number) => Promise<Calendar | null>;
  /** The versions in force, by id. */
  readonly list: () => Promise<Calendar[]>;
  /** All versions of one calendar, the newest first, with who published them and when. */
  readonly versions: (calendarId: string) => Promise<PublishedCalendar[]>;
  /** Publishes the next version; false when that version is there already. */
  readonly publish: (
    tx: Tx,
    calendar: Calendar,
    by: { readonly at: Date; readonly userId: string },
  ) => Promise<boolean>;
  /** Puts the calendar into an installation that has none under this id. */
  readonly seedOnce: (calendar: Calendar, at: Date) => Promise<void>;
}

export interface PublishedCalendar {
  readonly calendar: Calendar;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
}

function toCalendar(row: CalendarRow): Calendar {
  const { _id, calendarId, publishedAt, publishedBy, ...rest } = row;
  return { id: calendarId, ...rest };
}

const rowId = (calendarId: string, version: number) => `${calendarId}@${version}`;

/** The working calendars, every version of each. */
export function createCalendarStore(store: Store): CalendarStore {
  const rows = store.rows<CalendarRow>('calendars');
  const newestFirst = { version: -1 } as const;
  return {
    find: async (calendarId, version) => {
      const row =
        version === undefined
          ? await rows.find({ calendarId }).sort(newestFirst).limit(1).next()
          : await rows.findOne({ _id: rowId(calendarId, version) });
      return row === null ? null : toCalendar(row);
    },
    list: async () => {
      const ids = await rows.distinct('calendarId');
      const newest = await Promise.all(
        ids.sort().map((calendarId) => rows.find({ calendarId }).sort(newestFirst).limit(1).next()),
      );
      return newest.flatMap((row) => (row === null ? [] : [toCalendar(row)]));
    },
    versions: async (calendarId) =>
      (await rows.find({ calendarId }).sort(newestFirst).toArray()).map((row) => ({
        calendar: toCalendar(row),
        publishedAt: row.publishedAt,
        publishedBy: row.publishedBy,
      })),
    publish: async (tx, { id, ...fields }, { at, userId }) => {
      const done = await rows.updateOne(
        { _id: rowId(id, fields.version) },
        { $setOnInsert: { ...fields, calendarId: id, publishedAt: at, publishedBy: userId } },
        { upsert: true, session: tx.session },
      );
      return done.upsertedCount === 1;
    },
    seedOnce: async ({ id, ...fields }, at) => {
      if ((await rows.findOne({ calendarId: id })) !== null) return;
      await rows.updateOne(
        { _id: rowId(id, fields.version) },
        { $setOnInsert: { ...fields, calendarId: id, publishedAt: at, publishedBy: null } },
        { upsert: true },
      );
    },
  };
}
