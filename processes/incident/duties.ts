import { z } from 'zod';
import { roles } from '../roles.ts';

const minutes = z.number().int().min(1).max(10_080);
const hours = z.number().int().min(1).max(240);

/** The row of the duties rule that applies to a level: who is told how soon, who approves, how long what may take. */
export const duties = z.object({
  /** Whose approval a statement needs. */
  approver: z.enum(roles),
  /** Whether the superior's view is taken before each consultation. */
  superiorFirst: z.boolean(),
  /** Who is told besides the leading group; null for nobody. */
  alsoTells: z.enum(roles).nullish(),
  /** Within how many minutes whoever is told has to acknowledge. */
  tellMinutes: minutes,
  /** How often somebody looks at how it develops. */
  monitorMinutes: minutes,
  /** From the occurrence to the published statement. */
  replyHours: hours,
  warnHours: hours,
  /** From sending the contact sheet to its signed facts; never later than the reply needs. */
  sheetHours: hours,
  /** For how long it is watched after it has subsided; 0 for not at all. */
  watchDays: z.number().int().min(0).max(366),
});
export type Duties = z.infer<typeof duties>;

/** Who is told of an incident, those above first: the leading group at every level. */
export function toldBy({ alsoTells }: Duties): string[] {
  return alsoTells == null || alsoTells === 'leading-group'
    ? ['leading-group']
    : [alsoTells, 'leading-group'];
}
