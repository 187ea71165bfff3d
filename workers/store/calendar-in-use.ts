import { z } from 'zod';
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

/** Lets new clocks be counted with another calendar; those that run keep theirs. */
export function chooseCalendar(
  settings: Pick<SettingStore, 'choose'>,
  calendarId: string,
  by: { readonly at: Date; readonly userId: string },
): Promise<void> {
  return settings.choose(setting, { calendarId }, by);
}
