import { DateTime, IANAZone } from 'luxon';
import { Refusal } from '../refusal.ts';

const minute = 60_000;
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
  const date = new Date(day * dayLength);
  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

/** Saturday and Sunday: the weekly rest, before any calendar is asked. */
export function isWeekend(day: number): boolean {
  // 1970-01-01 was a Thursday; days before it are negative.
  const sinceSaturday = (((day + 5) % 7) + 7) % 7;
  return sinceSaturday < 2;
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
  const local = at.getTime() + IANAZone.create(zone).offset(at.getTime()) * minute;
  return Math.floor(local / dayLength);
}

/** The first instant of a local day. */
export function startOfDay(day: number, zone: string): Date {
  return localInstant(day * dayLength, zone);
}

/** The instant a local day ends, exclusive: 24:00, or the time business ends (Civil Code 203). */
export function endOfDay(day: number, zone: string, businessEnds = '24:00'): Date {
  const [hours = 24, minutes = 0] = businessEnds.split(':').map(Number);
  return localInstant(day * dayLength + (hours * 60 + minutes) * minute, zone);
}

/** @throws Refusal `ZONE_UNKNOWN` when the zone is not in the IANA list. */
export function checkZone(zone: string): void {
  if (!IANAZone.create(zone).isValid) throw new Refusal('ZONE_UNKNOWN', { zone });
}

/** The instant of a wall time, which is given in milliseconds as if it were UTC. */
function localInstant(wallTime: number, zone: string): Date {
  const known = IANAZone.create(zone);
  const offsetAt = (at: number) => known.offset(at) * minute;
  const guessed = offsetAt(wallTime);
  const found = offsetAt(wallTime - guessed);
  if (found === guessed) return new Date(wallTime - found);
  // Near a change of daylight saving; a wall time that it skips is taken as the instant it would have been.
  const checked = offsetAt(wallTime - found);
  return new Date(wallTime - Math.min(found, checked));
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** An instant as local time with its offset, ISO 8601. */
export function localIso(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).toISO() ?? at.toISOString();
}
