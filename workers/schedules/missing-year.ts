import { missingYear } from '../../processes/clock/calendar.ts';
import { isoDateOf, localDay } from '../../processes/clock/day.ts';
import type { Logger } from '../platform/logger.ts';
import type { Stores } from '../store/stores.ts';
import type { Period } from './run-period.ts';

export interface MissingYearDeps extends Pick<Stores, 'store' | 'calendars' | 'notices'> {
  readonly logger: Logger;
}

/** Who enters the days of a year, and who keeps the installation. */
const told = ['rule-admin', 'system-admin'] as const;

/**
 * From September on, tells those who can mend it that a calendar lacks the coming year: once a month, until it is
 * published. Meanwhile due dates in that year are marked provisional; nothing is counted silently.
 */
export async function alarmMissingYear(
  { store, calendars, notices, logger }: MissingYearDeps,
  { until: at }: Period,
): Promise<void> {
  for (const calendar of await calendars.list()) {
    const { id: calendarId, zone } = calendar;
    const today = isoDateOf(localDay(at, zone));
    const year = missingYear(calendar, today);
    if (year === null) continue;
    logger.warn('calendar.year-missing', { calendarId, year });
    await store.transaction(async (tx) => {
      for (const group of told) {
        await notices.tellGroupOnce(tx, {
          id: `calendar:${calendarId}:${year}:${today.slice(0, 7)}:${group}`,
          ...{ caseId: null, kind: 'calendar-year-missing', group, at },
          params: { calendarId, year },
        });
      }
    });
  }
}
