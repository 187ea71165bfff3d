import { z } from 'zod';
import type { Calendar } from '../../processes/clock/calendar.ts';
import { Unrecoverable } from '../platform/errors.ts';
import type { CalendarStore } from './calendars.ts';
import type { SettingStore } from './settings.ts';

const setting = 'calendar-in-use';
const chosen = z.object({ calendarId: z.string() });
/** The statutory calendar every installation is seeded with. */
const seeded = 'cn';

/** The calendar that new clocks are counted with. */
export async function calendarInUse(settings: Pick<SettingStore, 'find'>): Promise<string> {
  const read = chosen.safeParse(await settings.find(setting));
  return read.success ? read.data.calendarId : seeded;
}

/** The calendar itself that new clocks are counted with. @throws Unrecoverable when there is none */
export async function workingCalendar({
  calendars,
  settings,
}: {
  readonly calendars: Pick<CalendarStore, 'find'>;
  readonly settings: Pick<SettingStore, 'find'>;
}): Promise<Calendar> {
  const calendarId = await calendarInUse(settings);
  const calendar = await calendars.find(calendarId);
  if (calendar === null) throw new Unrecoverable(`there is no working calendar «${calendarId}»`);
  return calendar;
}

/** Lets new clocks be counted with another calendar; those that run keep theirs. */
export function chooseCalendar(
  settings: Pick<SettingStore, 'choose'>,
  calendarId: string,
  by: { readonly at: Date; readonly userId: string },
): Promise<void> {
  return settings.choose(setting, { calendarId }, by);
}
