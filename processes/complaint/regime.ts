import { z } from 'zod';
import { spanUnit, warnUnit } from './regime-actions.ts';
import { channels } from './statuses.ts';

const word = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[^.:]+$/);
const amount = z.number().int();

/**
 * The row of the regime table that applies: clocks and duties of this complaint. Units: h hours, d calendar days, wd working
 * days, month calendar months. Ids and start events are whatever words the table uses; older tables lack the later columns.
 */
export const regime = z.object({
  id: word,
  /** Of every clock that has none of its own. `posted`, `collected` and `received` are times of a case, others are recorded. */
  startEvent: word,
  firstAmount: amount.nullish(),
  firstUnit: spanUnit.nullish(),
  doneAmount: amount,
  doneUnit: spanUnit,
  warnAmount: amount.nullish(),
  warnUnit: warnUnit.nullish(),
  answeredBy: z.enum(['unit', 'office']),
  publishes: z.boolean(),
  firstStart: word.nullish(),
  factsAmount: amount.nullish(),
  factsUnit: spanUnit.nullish(),
  factsStart: word.nullish(),
  replyAmount: amount.nullish(),
  replyUnit: spanUnit.nullish(),
  replyStart: word.nullish(),
  /** Whether telling the citizen a timetable in time is as good as the answer. */
  timetableCounts: z.boolean().nullish(),
  /** Whether the leader of the unit signs on paper, with its number on record. */
  inWriting: z.boolean().nullish(),
  /** Whether the rule is asked again when the unit and the weight of the matter are known. */
  asksAgain: z.boolean().nullish(),
  /** How long after the answer the sender may put the matter again, in calendar days; 0: not at all. */
  reopenDays: amount.nullish(),
  name: z.string().max(60).nullish(),
  nameEn: z.string().max(60).nullish(),
});
export type Regime = z.infer<typeof regime>;

/** What the rule of the regime reads of a complaint, as it is known when it is asked. */
export const regimeFacts = z.object({
  channel: z.enum(channels),
  topic: z.string(),
  area: z.string().nullable(),
  /** The unit that has the case, before that the one its complaint type names; the office decides. */
  unitId: z.string().nullable(),
  /** Found out later. */
  complexity: z.string().nullable(),
});

/** What the table calls a regime; null where it gives no name. */
export function nameOfRegime({ name, nameEn }: Regime, lang: 'zh' | 'en'): string | null {
  return (lang === 'en' && nameEn) || name || null;
}
