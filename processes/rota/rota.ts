import { z } from 'zod';
import { timeOfDay } from '../escalation/quiet-hours.ts';
import { bothLanguages, houseId, isoDay, refuseTwice, settingCode } from '../settings/words.ts';
import { patternProblem } from './pattern-words.ts';
import { dutyDays, dutyRoles } from './words.ts';

const week = 7 * 24 * 60;

const shiftSchema = z
  .strictObject({
    id: settingCode,
    ...bothLanguages(40),
    /** First and last day that count; null: until it is changed. The turn begins on the first one. */
    from: isoDay,
    until: isoDay.nullable().default(null),
    /** On which days it begins, as an iCalendar rule (RFC 5545) such as `FREQ=WEEKLY;BYDAY=SA,SU`. */
    pattern: z
      .string()
      .max(200)
      .superRefine((text, context) => {
        const problem = patternProblem(text);
        if (problem !== null) context.addIssue({ code: 'custom', message: problem });
      }),
    on: z.enum(dutyDays),
    startsAt: timeOfDay,
    /** How long it is, in minutes: half an hour to a week. */
    minutes: z.number().int().min(30, 'SHIFT_TOO_SHORT').max(week, 'SHIFT_TOO_LONG'),
    /** Who stands it, one after the other. */
    turn: z.array(houseId).max(60),
    /** Whether the next one stands each shift, or those of the next week. */
    rotates: z.enum(['shift', 'week']),
  })
  .refine(({ from, until }) => until === null || from <= until, {
    path: ['until'],
    message: 'UNTIL_BEFORE_FROM',
  })
  .superRefine(({ turn }, context) => {
    turn.forEach((userId, index) => {
      if (turn.indexOf(userId) < index)
        context.addIssue({ code: 'custom', path: ['turn', index], message: 'PERSON_TWICE' });
    });
  });
export type Shift = z.output<typeof shiftSchema>;

const rotaSchema = z
  .strictObject({
    id: settingCode,
    ...bothLanguages(40, 'REQUIRED'),
    role: z.enum(dutyRoles),
    /** Whether somebody has to be there day and night, or only while a shift lasts. */
    covers: z.enum(['always', 'shifts']),
    shifts: z.array(shiftSchema).max(20),
  })
  .superRefine(({ shifts }, context) =>
    refuseTwice(
      shifts.map(({ id }) => id),
      context,
      'shifts',
    ),
  );
export type Rota = z.output<typeof rotaSchema>;

/** The rotas of the house, one for each group that stands duty. */
export const rotaDocument = z
  .strictObject({ items: z.array(rotaSchema).max(30) })
  .superRefine(({ items }, context) =>
    refuseTwice(
      items.map(({ id }) => id),
      context,
      'items',
    ),
  );
export type RotaDocument = z.output<typeof rotaDocument>;

/** No rota stands: whoever holds a role is called, all of them. */
export const shippedRotas: RotaDocument = { items: [] };
