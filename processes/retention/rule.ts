import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Action, Case } from '../complaint/case.ts';
import { houseZone } from '../language/dates.ts';
import { Refusal } from '../refusal.ts';

/** How long a closed case is kept, in whole years, and whether the nightly run erases what is over. */
export const retentionSchema = z.strictObject({
  years: z.number().int().min(1).max(100),
  active: z.boolean(),
});
export type Retention = z.infer<typeof retentionSchema>;

/** Until somebody decides, nothing is erased. Ours, not the sources' number. */
export const usualRetention: Retention = { years: 10, active: false };

/** The first instant a case closed at `closedAt` may be erased: the day after its last year, where the institution is. */
export function erasableFrom(closedAt: Date, { years }: Pick<Retention, 'years'>): Date {
  return DateTime.fromJSDate(closedAt, { zone: houseZone })
    .plus({ years })
    .plus({ days: 1 })
    .startOf('day')
    .toJSDate();
}

/** No case closed after this may be erased at `now`; of those before, `eraseVerdict` decides. */
export function latestClosing(now: Date, { years }: Pick<Retention, 'years'>): Date {
  return DateTime.fromJSDate(now, { zone: houseZone }).minus({ years }).toJSDate();
}

export const eraseVerdicts = ['due', 'held', 'erased', 'open', 'kept'] as const;
/** Whether a case may be erased; what keeps it otherwise. */
export type EraseVerdict = (typeof eraseVerdicts)[number];

/** What the rule says of one case. */
export function eraseVerdict(
  one: Pick<Case, 'closedAt' | 'hold' | 'erasedAt' | 'promise'>,
  rule: Pick<Retention, 'years'>,
  now: Date,
): EraseVerdict {
  if (one.erasedAt !== undefined) return 'erased';
  if (one.closedAt === null) return 'open';
  // What was promised is answered once more before anything is erased.
  const isPromised = one.promise !== undefined && one.promise.closedAt === null;
  if (isPromised || now < erasableFrom(one.closedAt, rule)) return 'kept';
  return one.hold ? 'held' : 'due';
}

/** @throws Refusal `HELD_ALREADY`; `CASE_ERASED` when there is nothing left to keep */
export function checkHold({ hold, erasedAt }: Pick<Case, 'hold' | 'erasedAt'>): void {
  if (erasedAt !== undefined) throw new Refusal('CASE_ERASED');
  if (hold) throw new Refusal('HELD_ALREADY');
}

/** The hold of a case. @throws Refusal `NOT_HELD` */
export function standingHold({ hold }: Pick<Case, 'hold'>): NonNullable<Case['hold']> {
  if (!hold) throw new Refusal('NOT_HELD');
  return hold;
}

/** What holding and erasing make of a case. */
export function reduceRetention(current: Case, action: Action): Case | null {
  switch (action.type) {
    case 'hold':
      return { ...current, hold: { id: action.data.holdId, at: action.at } };
    case 'lift-hold':
      return { ...current, hold: null };
    case 'erase':
      return { ...current, erasedAt: action.at };
    default:
      return null;
  }
}
