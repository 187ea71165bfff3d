import { z } from 'zod';
import {
  calendarId,
  editors,
  person,
  readers,
  reviewers,
  runView,
} from '../calendar-runs/schema.ts';
import { bare, endpoint } from '../endpoint.ts';
import { at, line, lines } from '../text.ts';

const year = z.string().regex(/^20\d{2}$/);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'WRONG_FORMAT');
const listed = z.array(z.strictObject({ date: z.string().max(10), name: line(40) })).max(120);
const officeHours = z.strictObject({ start: timeOfDay, end: timeOfDay }).nullable();
const days = z.strictObject({ holidays: listed, makeups: listed });

const content = z.strictObject({
  name: line(40, 1),
  officeHours,
  years: z.record(year, days),
});
export type ContentBody = z.output<typeof content>;

const shownDays = z.object({
  holidays: z.array(z.object({ date: z.string(), name: z.string() })),
  makeups: z.array(z.object({ date: z.string(), name: z.string() })),
});
const contentView = z.object({
  name: z.string(),
  officeHours: z.object({ start: z.string(), end: z.string() }).nullable(),
  years: z.record(z.string(), shownDays),
});

const calendarItem = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number().describe('The version in force; 0: none'),
  years: z.array(z.string()),
  missingYear: z.number().nullable().describe('The year that should be covered by now and is not'),
  inUse: z.boolean().describe('New clocks are counted with it'),
  hasDraft: z.boolean(),
});
export type CalendarItem = z.input<typeof calendarItem>;

const calendarView = z.object({
  ...calendarItem.shape,
  content: contentView.nullable().describe('As it is in force'),
  versions: z.array(
    z.object({
      version: z.number(),
      publishedAt: at,
      publishedBy: person.nullable(),
      draftedBy: z.array(person),
    }),
  ),
  draft: z
    .object({
      revision: z.number(),
      base: z.number(),
      content: contentView,
      editors: z.array(person),
      updatedAt: at,
    })
    .nullable(),
  preview: runView.nullable(),
  applied: runView.nullable(),
});
export type CalendarView = z.input<typeof calendarView>;

const readFile = z.object({
  days: z.array(
    z.object({
      line: z.number(),
      date: z.string(),
      kind: z.enum(['holiday', 'makeup']),
      name: z.string(),
    }),
  ),
  others: z.array(
    z.object({
      line: z.number(),
      date: z.string(),
      name: z.string(),
      reason: z.enum(['no-mark', 'not-all-day', 'recurring', 'other-year']),
    }),
  ),
  problems: z.array(
    z.object({ line: z.number(), code: z.string(), value: z.string(), message: z.string() }),
  ),
});
export type ReadFileView = z.input<typeof readFile>;

const one = z.strictObject({ id: calendarId });
export const listCalendars = endpoint({
  ...bare,
  method: 'get',
  path: '/calendars',
  summary: 'The working calendars',
  who: readers,
  answer: z.object({ items: z.array(calendarItem) }),
});

export const addCalendar = endpoint({
  ...bare,
  method: 'post',
  path: '/calendars',
  summary: 'Begin a calendar of its own with the days of another; it is in force once published',
  who: editors,
  body: z.strictObject({ id: calendarId, name: line(40, 1), from: calendarId }),
  sends: 'json',
  status: 201,
  answer: calendarView,
});

export const useCalendar = endpoint({
  ...bare,
  method: 'put',
  path: '/calendar-in-use',
  summary: 'Let new clocks be counted with this calendar',
  who: ['system-admin'],
  body: z.strictObject({ id: calendarId }),
  sends: 'json',
  answer: calendarItem,
});

export const readCalendarText = endpoint({
  ...bare,
  method: 'post',
  path: '/calendar-files',
  summary: 'Read days from a table (date,kind,name) or a feed (ICS); nothing is kept',
  who: editors,
  body: z.strictObject({ text: lines(200_000, 1), year }),
  sends: 'json',
  answer: readFile,
});

export const readCalendar = endpoint({
  ...bare,
  method: 'get',
  path: '/calendars/:id',
  summary: 'A calendar with its versions, its draft and what is under way',
  who: readers,
  params: one,
  answer: calendarView,
});

export const openDraft = endpoint({
  ...bare,
  method: 'post',
  path: '/calendars/:id/draft',
  summary: 'Begin the next version; one that was begun is left as it is',
  who: editors,
  params: one,
  status: 201,
  answer: calendarView,
});

export const writeDraft = endpoint({
  ...bare,
  method: 'put',
  path: '/calendars/:id/draft',
  summary: 'Write the draft that was read at the revision in If-Match, whole or not at all',
  who: editors,
  params: one,
  body: content,
  sends: 'json',
  answer: calendarView,
});

export const dropDraft = endpoint({
  ...bare,
  method: 'delete',
  path: '/calendars/:id/draft',
  summary: 'Throw away the draft that was read at the revision in If-Match',
  who: editors,
  params: one,
  status: 204,
});

export const publishCalendar = endpoint({
  ...bare,
  method: 'post',
  path: '/calendars/:id/publish',
  summary: 'Bring the draft into force, by somebody who had no hand in it',
  who: reviewers,
  params: one,
  status: 202,
  answer: calendarView,
});
