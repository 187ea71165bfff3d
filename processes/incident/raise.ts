import { Refusal } from '../refusal.ts';
import type { IncidentData } from './incident.ts';

type Times = Pick<IncidentData<'raise'>, 'occurredAt' | 'eventAt' | 'discoveredAt'>;

/**
 * What happened lies behind us.
 *
 * @throws Refusal `OCCURRENCE_IN_FUTURE`, `EVENT_TIME_IN_FUTURE`, `DISCOVERY_IN_FUTURE`
 */
export function checkTimes({ occurredAt, eventAt, discoveredAt }: Times, now: Date): void {
  if (occurredAt > now) throw new Refusal('OCCURRENCE_IN_FUTURE', { at: occurredAt.toISOString() });
  if (eventAt !== null && eventAt > now)
    throw new Refusal('EVENT_TIME_IN_FUTURE', { at: eventAt.toISOString() });
  if (discoveredAt > now)
    throw new Refusal('DISCOVERY_IN_FUTURE', { at: discoveredAt.toISOString() });
}

const tracking = /^(utm_.*|from|share.*|spm|timestamp)$/i;

/** An address as it names a page, whoever shared it: two people who found the same report raise one incident. */
function pageOf(link: string): string {
  const [address = '', query = ''] = link.trim().split('#')[0]?.split('?') ?? [];
  const kept = query
    .split('&')
    .filter((part) => part !== '' && !tracking.test(part.split('=')[0] ?? ''))
    .sort();
  const page = address
    .toLowerCase()
    .replace(/^https?:\/\/(www\.|m\.)?/, '')
    .replace(/\/+$/, '');
  return kept.length === 0 ? page : `${page}?${kept.join('&')}`;
}

/**
 * By what an incident is known while it is open: the page of its first report, or its title where there is none. The
 * same one raised again is the same incident.
 */
export function sameness({
  title,
  link,
}: {
  readonly title: string;
  readonly link: string | null;
}): string {
  if (link !== null && link.trim() !== '') return `link:${pageOf(link)}`;
  return `title:${title
    .normalize('NFKC')
    .replace(/[\p{P}\p{Z}\s]/gu, '')
    .toLowerCase()}`;
}
