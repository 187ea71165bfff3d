import { z } from 'zod';
import { clockKinds } from '../../processes/clock/clock-kinds.ts';
import { at } from '../text.ts';

/** What people do about the regime of a case. */
export const regimeMoves = ['ask-regime', 'note-event'] as const;

/** The regime of a case, with the row of the rule that chose it. */
export const regimeView = z.object({
  id: z.string(),
  answeredBy: z.string(),
  publishes: z.boolean(),
  inWriting: z.boolean().describe('The leader of the unit signs on paper'),
  timetableCounts: z.boolean().describe('A timetable told in time is as good as the answer'),
  complexity: z.string().nullable().describe('The weight that was found; null while none was'),
  pending: z.boolean().describe('The rule is being asked again'),
  waiting: z
    .array(
      z.object({
        kind: z.enum(clockKinds),
        event: z.string(),
        amount: z.number(),
        unit: z.string(),
      }),
    )
    .describe('Clocks whose start event has not been recorded'),
  events: z.array(z.object({ event: z.string(), at })),
  rule: z
    .object({
      version: z.number(),
      versionTag: z.string().nullable(),
      names: z
        .object({ zh: z.string(), en: z.string() })
        .nullable()
        .describe('As the row calls it'),
      rows: z.array(z.object({ id: z.string(), index: z.number() })),
    })
    .nullable()
    .describe('Null where no decision of the engine is on record'),
  may: z.array(z.enum(regimeMoves)),
});
export type RegimeView = z.input<typeof regimeView>;
