import type { ClockKind } from '../clock/clock-kinds.ts';
import type { PauseCategory } from '../clock/pause-categories.ts';
import type { Role } from '../roles.ts';

/** One clock as the case knows it; its facts and proof are in the clock record. */
export interface CaseClock {
  readonly clockId: string;
  readonly kind: ClockKind;
  readonly dueAt: Date;
  readonly provisional: boolean;
  readonly state: 'running' | 'met' | 'overdue';
  readonly verdict: 'on-time' | 'overdue' | null;
  /** The rung its ladder stands at; null where none was taken. */
  readonly rung: number | null;
  /** Only while it stands still: since when and why. */
  readonly paused?: { readonly from: Date; readonly category: PauseCategory };
  /** How many extensions were granted; absent for none. */
  readonly extended?: number;
}

/** A role that was added to a case by a rung of a ladder. */
export interface Supervisor {
  readonly role: Role;
  readonly clockId: string;
  readonly rung: number;
}
