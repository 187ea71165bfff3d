import type { Calendar } from '../clock/calendar.ts';
import type { ClockRecord } from '../clock/clock.ts';
import type { ClockedCase } from '../complaint/clocks.ts';
import type { Channel } from '../complaint/statuses.ts';

/** A decision as the engine recorded it: the values of its input columns, by the id of the column. */
export interface PastDecision {
  readonly id: string;
  readonly decisionId: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly output: unknown;
}

/** What a replay knows of a case. */
export interface PastCase extends ClockedCase {
  readonly number: string;
  readonly channel: Channel;
  readonly topic: string;
  readonly area: string | null;
  readonly unitId: string | null;
  readonly closedAt: Date | null;
  readonly decisions: readonly PastDecision[];
  /** Those of the house; the one a source brought along is not among them. */
  readonly clocks: readonly ClockRecord[];
}

/** What an evaluation came to: the rows that matched and the output, or why there is none in the engine's words. */
export interface RuleAnswer {
  readonly output: unknown;
  readonly rows: readonly { readonly id: string; readonly index: number }[];
  readonly failure: string | null;
}

/** What a replay needs to know of a table: the variable each input column reads, by the id of the column. */
export interface RuleTable {
  readonly decisionId: string;
  readonly inputs: readonly { readonly id: string; readonly variable: string }[];
}

/** What due dates are counted with. */
export interface CountingGround {
  /** The version a clock names; for a case without that clock the calendar in use. */
  readonly calendarOf: (clock: ClockRecord | null) => Calendar;
  /** The instant at which what is not met yet is judged. */
  readonly asOf: Date;
}
