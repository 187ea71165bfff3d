import { DateTime, IANAZone } from 'luxon';
import { Refusal } from '../refusal.ts';

const dayLength = 86_400_000;

/**
 * A calendar day as a whole number (days since 1970-01-01): counting then needs neither zone nor instant.
 * @throws Refusal `DATE_UNREADABLE` for anything but an existing `YYYY-MM-DD`.
 */
export function dayOf(isoDate: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(isoDate) ? Date.parse(`${isoDate}T00:00:00Z`) : Number.NaN;
  const day = at / dayLength;
  // An engine may roll 31 February over into March; such a day does not exist.
  if (!Number.isInteger(day) || isoDateOf(day) !== isoDate) {
    throw new Refusal('DATE_UNREADABLE', { date: isoDate });
  }
  return day;
}

/** The day as `YYYY-MM-DD`. */
export function isoDateOf(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** Saturday and Sunday: the weekly rest, before any calendar is asked. */
export function isWeekend(day: number): boolean {
  const weekday = new Date(day * dayLength).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** The corresponding day so many months later, or the month's last day where there is none (Civil Code 202). */
export function addMonths(day: number, months: number): number {
  const from = new Date(day * dayLength);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const monthEnd = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), monthEnd)) / dayLength;
}

/** The local day an instant falls on. */
export function localDay(at: Date, zone: string): number {
  const local = DateTime.fromJSDate(at, { zone });
  return Date.UTC(local.year, local.month - 1, local.day) / dayLength;
}

/** The first instant of a local day. */
export function startOfDay(day: number, zone: string): Date {
  return localInstant(day, 0, zone);
}

/** The instant a local day ends, exclusive: 24:00, or the hour business ends (Civil Code 203). */
export function endOfDay(day: number, zone: string, businessEnds = '24:00'): Date {
  if (businessEnds === '24:00') return startOfDay(day + 1, zone);
  const [hour = 0, minute = 0] = businessEnds.split(':').map(Number);
  return localInstant(day, hour * 60 + minute, zone);
}

/** @throws Refusal `ZONE_UNKNOWN` when the zone is not in the IANA list. */
export function checkZone(zone: string): void {
  if (!IANAZone.isValidZone(zone)) throw new Refusal('ZONE_UNKNOWN', { zone });
}

function localInstant(day: number, minuteOfDay: number, zone: string): Date {
  const date = new Date(day * dayLength);
  const local = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: Math.floor(minuteOfDay / 60),
    minute: minuteOfDay % 60,
  };
  return DateTime.fromObject(local, { zone }).toJSDate();
}
