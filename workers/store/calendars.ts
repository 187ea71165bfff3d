import type { Calendar } from '../../processes/clock/calendar.ts';
import type { Store, Tx } from './connect.ts';

/** One version of a calendar: published ones never change, so that a proof sheet can be read again years later. */
interface CalendarRow extends Omit<Calendar, 'id'> {
  /** `<calendar>@<version>`. */
  readonly _id: string;
  readonly calendarId: string;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
  /** Who had a hand in the draft; never who published it. */
  readonly draftedBy?: readonly string[];
}

/** Who brings a version into force, and who had drafted it. */
export interface Publishing {
  readonly at: Date;
  readonly userId: string;
  readonly draftedBy?: readonly string[];
}

export interface CalendarStore {
  /** The version in force, or the one that is named. */
  readonly find: (calendarId: string, version?: number) => Promise<Calendar | null>;
  /** The number of the version in force; 0 where there is none. */
  readonly versionInForce: (calendarId: string) => Promise<number>;
  /** The versions in force, by id. */
  readonly list: () => Promise<Calendar[]>;
  /** All versions of one calendar, the newest first, with who published them and when. */
  readonly versions: (calendarId: string) => Promise<PublishedCalendar[]>;
  /** Publishes the next version; false when that version is there already. */
  readonly publish: (tx: Tx, calendar: Calendar, by: Publishing) => Promise<boolean>;
  /** Puts the calendar into an installation that has none under this id. */
  readonly seedOnce: (calendar: Calendar, at: Date) => Promise<void>;
}

export interface PublishedCalendar {
  readonly calendar: Calendar;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
  readonly draftedBy: readonly string[];
}

function toCalendar(row: CalendarRow): Calendar {
  const { _id, calendarId, publishedAt, publishedBy, draftedBy, ...rest } = row;
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
    versionInForce: async (calendarId) => {
      const row = await rows
        .find({ calendarId }, { projection: { _id: 0, version: 1 } })
        .sort(newestFirst)
        .limit(1)
        .next();
      return row?.version ?? 0;
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
        draftedBy: row.draftedBy ?? [],
      })),
    publish: async (tx, { id, ...fields }, { at, userId, draftedBy = [] }) => {
      const by = { publishedAt: at, publishedBy: userId, draftedBy };
      const done = await rows.updateOne(
        { _id: rowId(id, fields.version) },
        { $setOnInsert: { ...fields, calendarId: id, ...by } },
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
