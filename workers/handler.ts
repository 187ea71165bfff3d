import type { JobInput, JobOutput, JobType } from '../processes/contracts.ts';
import type { Now } from './platform/clock.ts';
import type { Failpoint } from './platform/failpoint.ts';
import type { Stores } from './store/stores.ts';

/** The engine's identity of a unit of work. Keys are strings: from the fourth partition on they exceed a number. */
export interface JobKeys {
  readonly key: string;
  readonly elementId: string;
  /** The same on a retry, new on each pass of a loop. */
  readonly elementInstanceKey: string;
  readonly instanceKey: string;
}

/** What handlers work with. */
export interface Deps extends Stores {
  readonly now: Now;
  readonly failpoint: Failpoint;
}

/** Carries out one step: variables in, variables out. Knows neither the engine nor HTTP; may run twice. */
export type Handler<T extends JobType> = (
  input: JobInput<T>,
  deps: Deps,
  job: JobKeys,
) => Promise<JobOutput<T>>;
