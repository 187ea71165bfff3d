import { auditChains, transitions } from './case-logs.ts';
import type { Check } from './check.ts';
import { conservation } from './conservation.ts';
import { hygiene } from './hygiene.ts';
import { inboxEqualsEngine } from './inbox-equals-engine.ts';
import { incidentLogs } from './incident-logs.ts';
import { nothingStuck } from './nothing-stuck.ts';
import { oneAnswer } from './one-answer.ts';
import { pointsFollowVerdicts } from './points.ts';
import { privacy } from './privacy.ts';
import { rebuildable } from './rebuildable.ts';
import { reportsRecount } from './reports.ts';
import { rulesInForce } from './rules-in-force.ts';
import { clocksRing } from './timers.ts';

/** Every invariant that is checked, in the order of its number. */
export const checks: readonly Check[] = [
  conservation,
  oneAnswer,
  inboxEqualsEngine,
  rebuildable,
  transitions,
  auditChains,
  incidentLogs,
  nothingStuck,
  clocksRing,
  rulesInForce,
  hygiene,
  privacy,
  pointsFollowVerdicts,
  reportsRecount,
];
