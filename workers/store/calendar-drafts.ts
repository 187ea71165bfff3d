import type { Calendar } from '../../processes/clock/calendar.ts';
import type { Store, Tx } from './connect.ts';
import { isDuplicateKey } from './users.ts';

/** What people edit of a calendar. */
export type DraftContent = Pick<Calendar, 'name' | 'zone' | 'officeHours' | 'years'>;

/** The next version of a calendar while it is being written; one of each calendar at a time. */
export interface CalendarDraft {
  readonly calendarId: string;
  readonly content: DraftContent;
  /** The version in force it began from; 0: there is none yet. */
  readonly base: number;
  /** Counts every change. */
  readonly revision: number;
  /** Everybody who had a hand in it, the first one first. */
  readonly editors: readonly string[];
  readonly updatedAt: Date;
}

type DraftRow = Omit<CalendarDraft, 'calendarId'> & { readonly _id: string };

export interface Edit {
  readonly at: Date;
  readonly userId: string;
}

export interface CalendarDraftStore {
  readonly find: (calendarId: string) => Promise<CalendarDraft | null>;
  readonly list: () => Promise<CalendarDraft[]>;
  /** Opens a draft; false when there is one already. */
  readonly open: (
    calendarId: string,
    content: DraftContent,
    base: number,
    by: Edit,
  ) => Promise<boolean>;
  /** Writes a draft that was read at `revision`; null when another writer was first, or it is gone. */
  readonly save: (
    calendarId: string,
    revision: number,
    content: DraftContent,
    by: Edit,
  ) => Promise<CalendarDraft | null>;
  /** Removes a draft as it was read; false when it was changed since. */
  readonly remove: (calendarId: string, revision: number, tx?: Tx) => Promise<boolean>;
}

function toDraft({ _id, ...rest }: DraftRow): CalendarDraft {
  return { calendarId: _id, ...rest };
}

/** Drafts of calendars: nothing is counted with them. */
export function createCalendarDraftStore(store: Store): CalendarDraftStore {
  const rows = store.rows<DraftRow>('calendar_drafts');
  return {
    find: async (calendarId) => {
      const row = await rows.findOne({ _id: calendarId });
      return row === null ? null : toDraft(row);
    },
    list: async () => (await rows.find({}).sort({ _id: 1 }).toArray()).map(toDraft),
    open: async (calendarId, content, base, { at, userId }) => {
      const first = { content, base, revision: 1, editors: [userId], updatedAt: at };
      try {
        await rows.insertOne({ _id: calendarId, ...first });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    save: async (calendarId, revision, content, { at, userId }) => {
      const row = await rows.findOneAndUpdate(
        { _id: calendarId, revision },
        {
          $set: { content, updatedAt: at, revision: revision + 1 },
          $addToSet: { editors: userId },
        },
        { returnDocument: 'after' },
      );
      return row === null ? null : toDraft(row);
    },
    remove: async (calendarId, revision, tx) => {
      const done = await rows.deleteOne(
        { _id: calendarId, revision },
        tx === undefined ? {} : { session: tx.session },
      );
      return done.deletedCount === 1;
    },
  };
}
