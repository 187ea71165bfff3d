import { type ClockRecord, pauseAt } from '../../processes/clock/clock.ts';
import type { Actor, Case } from '../../processes/complaint/case.ts';
import type { ExtensionRequestRow } from '../../workers/store/extension-requests.ts';
import { actingAs, heldFor } from '../cases/held-for.ts';
import type { clockMoves } from '../cases/schema.ts';
import type { Person } from '../person.ts';

export type ClockMove = (typeof clockMoves)[number];

const actionOf = {
  pause: 'pause-clock',
  resume: 'resume-clock',
  'ask-extension': 'ask-extension',
} as const satisfies Record<ClockMove, string>;

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
  return fitting(standing).filter((move) => heldFor(person, one, actionOf[move]) !== null);
}

/**
 * In which role a person moves a clock of a case.
 * @throws Refusal `CLOCK_NOT_YOURS` when they hold none that may, or the case is past it
 */
export function movesAs(person: Person, one: Case, move: ClockMove): Actor {
  return actingAs(person, heldFor(person, one, actionOf[move]), 'CLOCK_NOT_YOURS');
}
