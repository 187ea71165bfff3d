import type { Now } from '../platform/clock.ts';
import { type BackOff, backOffMs, rest } from './back-off.ts';
import {
  type Answer,
  EngineError,
  type EngineJob,
  type EnginePort,
  type Variables,
} from './port.ts';

/** What became of a job. */
export type Outcome =
  | { readonly kind: 'completed'; readonly variables: Variables }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'failed'; readonly backOffMs: number; readonly message: string }
  | { readonly kind: 'stalled'; readonly message: string };

/** `unanswered`: the engine could not be told in time; it hands the job out again. */
export type Ending = Answer | 'unanswered';

const between: BackOff = { baseMs: 50, factor: 2, maxMs: 2000 };

function tell(engine: EnginePort, job: EngineJob, outcome: Outcome): Promise<Answer> {
  switch (outcome.kind) {
    case 'completed':
      return engine.completeJob(job.key, outcome.variables);
    case 'refused':
      return engine.throwJobError(job.key, { code: outcome.code, message: outcome.code });
    case 'failed': {
      const { backOffMs: wait, message } = outcome;
      return engine.failJob(job.key, { retries: job.retries - 1, backOffMs: wait, message });
    }
    case 'stalled':
      return engine.failJob(job.key, { retries: 0, backOffMs: 0, message: outcome.message });
  }
}

export interface Patience {
  readonly now: Now;
  /** How long an unreachable engine is told again, in ms. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/**
 * Tells the engine what became of a job, again and again while it cannot be reached. An unreachable engine never
 * turns work that was done into a failure; `gone` is fine: another worker was faster or the instance ended.
 *
 * @throws EngineError permanent, when the engine refuses the outcome itself
 */
export async function tellOutcome(
  engine: EnginePort,
  job: EngineJob,
  outcome: Outcome,
  { now, limitMs, signal }: Patience,
): Promise<Ending> {
  const until = now().getTime() + limitMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await tell(engine, job, outcome);
    } catch (error) {
      if (!(error instanceof EngineError) || error.kind === 'permanent') throw error;
      const wait = backOffMs(attempt, between);
      if (signal.aborted || now().getTime() + wait > until) return 'unanswered';
      await rest(wait, signal);
    }
  }
}
