import { DateTime } from 'luxon';
import { seeded } from '../../support/seeded.ts';

/** How many requests the city of the import profile published for two months. */
export const usualCount = 21_401;

const zone = 'America/New_York';
const hour = 3_600_000;
const subjects = [
  'Public Works Department',
  'Inspectional Services',
  'Parks & Recreation Department',
  'Transportation - Traffic Division',
  "Mayor's 24 Hour Hotline",
  'Property Management',
] as const;
const areas = ['Dorchester', 'Roxbury', 'Allston / Brighton', 'South End, East', ' ', ''] as const;
const head = [
  ...[
    'case_enquiry_id',
    'open_dt',
    'target_dt',
    'closed_dt',
    'ontime',
    'case_status',
    'case_title',
  ],
  ...['subject', 'reason', 'type', 'queue', 'department', 'neighborhood', 'source'],
];

const wall = (at: Date | null) =>
  at === null ? '' : DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * A table of requests in the shape and with the mess of a city's real one: targets that are missing, lie before the
 * opening or decades away, requests still open, verdicts without a target, areas left blank, commas in quotes.
 *
 * @param seed the same seed gives the same table
 */
export function generateRequests(seed: number, count = usualCount): string {
  const random = seeded(seed);
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T => {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const opening = DateTime.fromISO('2011-07-01T00:00:00', { zone }).toMillis();
  const spanMs = 62 * 24 * hour - 1000;
  const whole = (ms: number) => new Date(Math.floor(ms / 1000) * 1000);

  function targetOf(openedAt: number): Date | null {
    const kind = random();
    if (kind < 0.17) return null;
    if (kind < 0.18) return whole(openedAt - random() * 48 * hour);
    if (kind < 0.185) return whole(openedAt + 20 * 365 * 24 * hour);
    return whole(openedAt + (1 + random() * 20) * 24 * hour);
  }

  function line(index: number): string {
    const openedAt = whole(opening + random() * spanMs);
    const target = targetOf(openedAt.getTime());
    const isOpen = random() < 0.052;
    const took = random() ** 3 * 60 * 24 * hour;
    const closed = isOpen ? null : whole(openedAt.getTime() + took);
    const late = target !== null && (closed === null || closed > target);
    const subject = pick(subjects);
    const cells = [
      ...[String(101_000_000_000 + index), wall(openedAt), wall(target), wall(closed)],
      ...[late ? 'OVERDUE' : 'ONTIME', isOpen ? 'Open' : 'Closed', `Request ${index % 40}`],
      ...[subject, 'Street, "Lights"', 'Outages', 'Q_1', 'PWDx', pick(areas), 'Self Service'],
    ];
    return cells.map(quoted).join(',');
  }

  return [head.join(','), ...Array.from({ length: count }, (_, index) => line(index)), ''].join(
    '\n',
  );
}
