/** Every role of the house, by the id that rules, groups and permissions use. */
export const roles = [
  'intake-clerk',
  'information-officer',
  'monitoring-officer',
  'office',
  'unit-handler',
  'unit-deputy',
  'unit-principal',
  'leading-group',
  'superior',
  'liaison',
  'spokesperson',
  'publication-checker',
  'lawyer',
  'duty-officer',
  'duty-leader',
  'supervision',
  'process-owner',
  'rule-admin',
  'rule-reviewer',
  'auditor',
  'system-admin',
] as const;

export type Role = (typeof roles)[number];

/** True when a word names a role of the house. */
export function isRole(word: string): word is Role {
  return roles.some((role) => role === word);
}

/** A person's role, held at one unit of the tree. */
export interface RoleAtUnit {
  readonly role: Role;
  readonly unitId: string;
  /** First and last day that count, `YYYY-MM-DD`; absent: since ever, for good. */
  readonly from?: string | null;
  readonly until?: string | null;
}

/** The roles somebody holds on a day of the institution. */
export function heldOn<R extends RoleAtUnit>(held: readonly R[], day: string): R[] {
  return held.filter(({ from, until }) => (from ?? day) <= day && day <= (until ?? day));
}

/**
 * The engine's candidate groups a person stands in: each role alone and each role at its unit
 * (`unit-handler`, `unit-handler@U-shizheng`).
 */
export function groupsOf(held: readonly RoleAtUnit[]): string[] {
  return [...new Set(held.flatMap(({ role, unitId }) => [role, `${role}@${unitId}`]))];
}
