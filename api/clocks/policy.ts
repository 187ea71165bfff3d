import { type ClockRecord, pauseAt } from '../../processes/clock/clock.ts';
import { allowedActions } from '../../processes/complaint/actions.ts';
import type { Actor, Case } from '../../processes/complaint/case.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { RoleAtUnit } from '../../processes/roles.ts';
import type { ExtensionRequestRow } from '../../workers/store/extension-requests.ts';
import type { clockMoves } from '../cases/schema.ts';
import type { Person } from '../person.ts';

export type ClockMove = (typeof clockMoves)[number];

const actionOf = {
  pause: 'pause-clock',
  resume: 'resume-clock',
  'ask-extension': 'ask-extension',
} as const satisfies Record<ClockMove, string>;

/** The office for the whole house, people of a unit for the cases of their unit. */
function holdingFor(person: Person, one: Case, move: ClockMove): RoleAtUnit | null {
  const held = person.roles.filter(({ role }) =>
    allowedActions(one.status, [role]).includes(actionOf[move]),
  );
  return held.find(({ role, unitId }) => role === 'office' || unitId === one.unitId) ?? null;
}

interface Standing {
  readonly clock: ClockRecord;
  readonly request: ExtensionRequestRow | null;
  readonly now: Date;
}

function fitting({ clock, request, now }: Standing): ClockMove[] {
  if (clock.status !== 'running') return [];
  const isPaused = pauseAt(clock, now) !== null;
  if (!isPaused && now >= clock.dueAt) return [];
  const ask: ClockMove[] = request?.state === 'asked' ? [] : ['ask-extension'];
  return [isPaused ? 'resume' : 'pause', ...ask];
}

/** How a person may move a clock as it stands now. */
export function movesFor(person: Person, one: Case, standing: Standing): ClockMove[] {
  return fitting(standing).filter((move) => holdingFor(person, one, move) !== null);
}

/**
 * In which role a person moves a clock of a case.
 * @throws Refusal `CLOCK_NOT_YOURS` when they hold none that may, or the case is past it
 */
export function movesAs(person: Person, one: Case, move: ClockMove): Actor {
  const held = holdingFor(person, one, move);
  if (held === null) throw new Refusal('CLOCK_NOT_YOURS');
  return { kind: 'staff', userId: person.id, role: held.role, unitId: held.unitId };
}
