import { z } from 'zod';
import { roles } from '../roles.ts';
import type { SettingIssue } from './issue.ts';
import { houseId, isoDay } from './words.ts';

/** A role held at a unit, from and until days that count; null: since ever, for good. */
const heldRole = z
  .strictObject({
    role: z.enum(roles),
    unitId: houseId,
    from: isoDay.nullable().default(null),
    until: isoDay.nullable().default(null),
  })
  .refine(({ from, until }) => from === null || until === null || from <= until, {
    path: ['until'],
    message: 'UNTIL_BEFORE_FROM',
  });

/** Which roles a person holds in which unit, and whether they are kept out. */
export const personDocument = z
  .strictObject({ roles: z.array(heldRole).max(20), disabled: z.boolean() })
  .superRefine(({ roles: held }, context) => {
    const keys = held.map(({ role, unitId }) => `${role}@${unitId}`);
    keys.forEach((key, index) => {
      if (keys.indexOf(key) < index)
        context.addIssue({ code: 'custom', path: ['roles', index], message: 'ROLE_TWICE' });
    });
  });
export type PersonDocument = z.output<typeof personDocument>;

/** Roles at units that are none. */
export function personProblems(
  { roles: held }: PersonDocument,
  units: readonly string[],
): SettingIssue[] {
  return held.flatMap(({ unitId }, index): SettingIssue[] =>
    units.includes(unitId)
      ? []
      : [{ path: ['roles', index, 'unitId'], code: 'NOT_A_CHOICE', params: {} }],
  );
}

type Held = PersonDocument['roles'][number];

function isWithin(held: Held, before: Held): boolean {
  const begins = before.from === null || (held.from !== null && held.from >= before.from);
  const ends = before.until === null || (held.until !== null && held.until <= before.until);
  return held.role === before.role && held.unitId === before.unitId && begins && ends;
}

/** Whether a change lets a person do more, or longer, than before: what only takes away need not wait for anybody. */
export function givesAccess(before: PersonDocument, after: PersonDocument): boolean {
  if (before.disabled && !after.disabled) return true;
  return after.roles.some((held) => !before.roles.some((was) => isWithin(held, was)));
}
