import type { Role } from '../roles.ts';

/** The roles people stand duty for: a call for one of them goes to whoever is on its rota. */
export const dutyRoles = [
  'duty-officer',
  'duty-leader',
  'monitoring-officer',
  'office',
  'spokesperson',
  'leading-group',
  'liaison',
  'superior',
] as const satisfies readonly Role[];
export type DutyRole = (typeof dutyRoles)[number];

/** The days a shift is stood on: each one of its pattern, or of those only the working days or the rest days of the calendar. */
export const dutyDays = ['every-day', 'working-days', 'rest-days'] as const;

/** Whom the rule may call: who is on duty, the next one, everybody of the rota, or those above. */
export const callees = ['on-duty', 'next', 'everyone', 'above'] as const;
