import type { JobInput, JobOutput, JobType } from '../../processes/contracts.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { JobKeys } from '../handler.ts';
import type { Now } from '../platform/clock.ts';
import { Conflict, toError, Unrecoverable } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import { type BackOff, backOffMs } from './back-off.ts';
import { EngineError, type EngineJob, type EnginePort, type EngineWorker } from './port.ts';
import { checkOutput, readInput, variablesOf } from './read-input.ts';
import { type Ending, type Outcome, tellOutcome } from './tell-outcome.ts';

export type JobEnding = Outcome['kind'] | 'gone' | 'unanswered';

/** Counts what becomes of jobs; given from outside, so that this folder knows no metrics library. */
export interface JobMeter {
  readonly ended: (type: JobType, how: JobEnding, seconds: number) => void;
}

export interface WorkerOptions {
  readonly engine: EnginePort;
  readonly logger: Logger;
  readonly now: Now;
  readonly meter?: JobMeter;
  /** Jobs of this type handled at a time; default 16. */
  readonly maxActive?: number;
  /** How long the engine waits before it gives the job to another worker, in ms; default 60 s. */
  readonly timeoutMs?: number;
  /** Wait before the next try, by tries that failed; default 1 s, then 5 s, at most 5 min. */
  readonly backOff?: BackOff;
  /** How long an unreachable engine is told the outcome of a job again, in ms; default 5 min. */
  readonly answerLimitMs?: number;
}

const usualBackOff: BackOff = { baseMs: 1000, factor: 5, maxMs: 300_000 };
const usualRetries = 3;
const triesOnConflict = 5;

/** What the engine's records may say of a failure: a name and a code, as the message of a stranger can hold anything. */
function publicMessage(error: Error): string {
  const code = 'code' in error ? ` ${String(error.code).slice(0, 40)}` : '';
  const text = error instanceof Unrecoverable || error instanceof Conflict ? error.message : '';
  return `${error.name}${code}${text === '' ? '' : `: ${text}`}`.slice(0, 500);
}

function outcomeOf(error: Error, job: EngineJob, backOff: BackOff): Outcome {
  if (error instanceof Refusal) return { kind: 'refused', code: error.code };
  const message = publicMessage(error);
  if (error instanceof Unrecoverable || job.retries <= 1) return { kind: 'stalled', message };
  return {
    kind: 'failed',
    backOffMs: backOffMs(usualRetries - job.retries, backOff),
    message,
  };
}

/**
 * Serves one job type: variables are read by its contract, the handler does the work, the engine is told the outcome.
 * A Refusal becomes a BPMN error, Unrecoverable and a broken contract a stall; anything else is tried again later,
 * as often as the diagram allows.
 */
export function defineWorker<T extends JobType, D>(
  type: T,
  handle: (input: JobInput<T>, deps: D, job: JobKeys) => Promise<JobOutput<T>>,
  deps: D,
  options: WorkerOptions,
): EngineWorker {
  const { engine, now, meter, maxActive = 16, timeoutMs = 60_000 } = options;
  const { backOff = usualBackOff, answerLimitMs = 300_000 } = options;
  const logger = options.logger.of('worker');
  const leaving = new AbortController();
  const patience = { now, limitMs: answerLimitMs, signal: leaving.signal };

  /** Two writers that met at one record try again at once: waiting for the engine's next turn would take a second. */
  async function handleAgainOnConflict(job: EngineJob): Promise<Outcome> {
    const input = readInput(type, job.variables);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const output = checkOutput(type, await handle(input, deps, job));
        return { kind: 'completed', variables: output };
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === triesOnConflict) throw error;
      }
    }
  }

  async function work(job: EngineJob): Promise<Outcome> {
    try {
      return await handleAgainOnConflict(job);
    } catch (thrown) {
      const error = toError(thrown);
      const outcome = outcomeOf(error, job, backOff);
      const { key: jobKey, instanceKey, elementId, retries } = job;
      const fields = { type, jobKey, instanceKey, elementId, retries, error };
      if (outcome.kind === 'stalled') logger.error('job.stalled', fields);
      else logger.warn(`job.${outcome.kind}`, fields);
      return outcome;
    }
  }

  async function answer(job: EngineJob, outcome: Outcome): Promise<Ending> {
    try {
      return await tellOutcome(engine, job, outcome, patience);
    } catch (error) {
      if (!(error instanceof EngineError) || outcome.kind === 'stalled') throw error;
      logger.error('job.outcome-refused', { type, jobKey: job.key, error });
      const message = `the engine refused the outcome: ${error.code}`;
      return await tellOutcome(engine, job, { kind: 'stalled', message }, patience);
    }
  }

  async function serve(job: EngineJob): Promise<void> {
    const startedAt = now().getTime();
    const { key: jobKey, instanceKey } = job;
    let how: JobEnding = 'unanswered';
    let error: Error | undefined;
    try {
      const outcome = await work(job);
      const ending = await answer(job, outcome);
      how = ending === 'done' ? outcome.kind : ending;
    } catch (thrown) {
      error = toError(thrown);
    }
    const ms = now().getTime() - startedAt;
    const fields = { type, jobKey, instanceKey, ms };
    if (how === 'unanswered') logger.error('job.unanswered', { ...fields, error });
    else logger.debug('job.ended', { ...fields, how });
    meter?.ended(type, how, ms / 1000);
  }

  const worker = engine.createWorker({
    type,
    fetchVariables: variablesOf(type),
    maxActive,
    timeoutMs,
    handle: serve,
  });
  return {
    ...worker,
    stop: async (limitMs) => {
      // The last tenth is for those whose engine does not answer: they give up, and what they did is told on the next try.
      const giveUp = setTimeout(() => leaving.abort(), limitMs * 0.9);
      const left = await worker.stop(limitMs);
      clearTimeout(giveUp);
      leaving.abort();
      return left;
    },
  };
}
