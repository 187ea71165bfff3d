import { DateTime } from 'luxon';
import { houseZone } from '../language/dates.ts';

/** How sites write times besides the two standards; without a zone it is the institution's. */
const formats = [
  'yyyy-M-d H:mm:ss',
  'yyyy-M-d H:mm',
  'yyyy/M/d H:mm:ss',
  'yyyy/M/d H:mm',
  'yyyy/M/d',
  'yyyy-M-d',
  'yyyy年M月d日 H:mm:ss',
  'yyyy年M月d日 H:mm',
  'yyyy年M月d日',
] as const;
const earliest = 1995;

/** When something was published, as a feed writes it; null for what is no time. What lies ahead counts as now. */
export function readDate(written: string, now: Date): Date | null {
  // The day of the week is often wrong, and says nothing.
  const text = written
    .trim()
    .slice(0, 60)
    .replace(/^[A-Za-z]{3,9},\s*/, '');
  const options = { zone: houseZone, locale: 'en' };
  const tries = [
    () => DateTime.fromRFC2822(text),
    () => DateTime.fromISO(text, options),
    ...formats.map((format) => () => DateTime.fromFormat(text, format, options)),
  ];
  for (const read of tries) {
    const found = read();
    if (!found.isValid || found.year < earliest) continue;
    return new Date(Math.min(found.toMillis(), now.getTime()));
  }
  return null;
}
