import { Refusal } from '../refusal.ts';

/** What another body gave along when it referred a complaint to us. */
export interface Referral {
  /** Name of the body that referred it. */
  readonly body: string;
  /** Its own number of the matter. */
  readonly number: string | null;
  /** When it wants the result, an exclusive end; beside our clocks, never instead of them. */
  readonly deadline: Date | null;
  /** What it asks us to do. */
  readonly wish: string | null;
}

/** Where a complaint that did not come by our own page was found, or who sent it on. */
export interface Origin {
  /** Address of the post or message; it is answered there. Never opened by the house. */
  readonly link: string | null;
  readonly referral: Referral | null;
  /** The partner's system it came through. */
  readonly partnerId?: string;
}

/** The three times a complaint has before it is dispatched; null where nobody knows better than the next one. */
export interface GivenTimes {
  readonly posted: Date | null;
  readonly collected: Date | null;
  readonly received: Date | null;
}

/** How the result was reported to the body that referred a complaint. */
export const reportMeans = ['platform', 'letter', 'email', 'phone', 'in-person'] as const;
export type ReportMeans = (typeof reportMeans)[number];

/**
 * The times of a complaint entered by staff: posted, then collected, then received, none of them still to come. One
 * that was not given is the next one's.
 *
 * @throws Refusal `FIELD_INVALID` with the time that does not fit
 */
export function orderTimes(
  { posted, collected, received }: GivenTimes,
  now: Date,
): { readonly posted: Date; readonly collected: Date; readonly received: Date } {
  const receivedAt = received ?? now;
  const collectedAt = collected ?? receivedAt;
  const postedAt = posted ?? collectedAt;
  const inOrder = [
    ['receivedAt', receivedAt, now, 'IN_FUTURE'],
    ['collectedAt', collectedAt, receivedAt, 'TIMES_ORDER'],
    ['postedAt', postedAt, collectedAt, 'TIMES_ORDER'],
  ] as const;
  for (const [field, at, latest, reason] of inOrder)
    if (at > latest) throw new Refusal('FIELD_INVALID', { field, reason });
  return { posted: postedAt, collected: collectedAt, received: receivedAt };
}
