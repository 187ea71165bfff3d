import type { Role } from '../roles.ts';

/** Who decides that cases are handled as one, or apart again: whoever receives complaints and whoever assigns them. */
export const mergers = ['intake-clerk', 'office'] as const satisfies readonly Role[];
