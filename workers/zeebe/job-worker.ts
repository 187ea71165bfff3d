import type { Now } from '../platform/clock.ts';
import { toError } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import { type BackOff, backOffMs, rest } from './back-off.ts';
import { engineErrorOf, isBusy } from './engine-error.ts';
import { createJobLoad } from './job-load.ts';
import type { EngineJob, EngineWorker, WorkerSpec } from './port.ts';

export interface JobRequest {
  readonly type: string;
  readonly fetchVariables: readonly string[];
  readonly timeoutMs: number;
}

export interface JobStream {
  /** Settles when the stream has ended, for whatever reason. */
  readonly closed: Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cancel: () => void;
}

/** Where jobs come from: the gateway, or a fake one. */
export interface JobSource {
  /** Asks for jobs and waits for some, at most `waitMs`. False when not even an empty answer came. */
  readonly poll: (
    request: JobRequest & { readonly max: number; readonly waitMs: number },
    take: (jobs: readonly EngineJob[]) => void,
    signal: AbortSignal,
  ) => Promise<boolean>;
  /** Has jobs pushed as they arise. */
  readonly open: (request: JobRequest, take: (job: EngineJob) => void) => JobStream;
  /** When anything last came over the connection, whoever it was for; ms of `performance.now()`. */
  readonly heardAt: () => number;
  /** Leaves a connection that no longer answers for a new one: what was being pushed over it stays locked. */
  readonly renew: () => void;
}

export interface JobWorkerOptions {
  readonly now: Now;
  readonly logger: Logger;
  /** How long a request for jobs may wait at the gateway, in ms. */
  readonly longPollMs: number;
}

/** The pushed jobs may fill a worker; this many more are always asked for, so that a backlog does not starve. */
const backlogShare = 4;
const afterFailure: BackOff = { baseMs: 100, factor: 2, maxMs: 2000 };
/** A stream is trusted this long after it last brought a job, even when jobs reach us past it. */
const streamTrustMs = 15_000;
/** So many waiting requests may go unanswered on a connection that brings other things: a busy engine answers late. */
const requestsOfPatience = 12;

/**
 * Takes jobs of one type from two sides. The stream brings each job a few ms after it arose; it does not bring jobs
 * that arose before it was opened, and it can die unnoticed. The waiting request finds those, and what it finds while
 * a stream that brings nothing should have brought tells that the stream is dead. A third look, the watchdog, tells when
 * the gateway answers neither and leaves the connection.
 */
export function startJobWorker(
  spec: WorkerSpec,
  source: JobSource,
  { now, logger, longPollMs }: JobWorkerOptions,
): EngineWorker {
  const stopping = new AbortController();
  const { signal } = stopping;
  const request = {
    type: spec.type,
    fetchVariables: spec.fetchVariables,
    timeoutMs: spec.timeoutMs,
  };
  let lastActivity = now();
  // How long ago is asked of a clock that nobody sets: a house clock that jumps is no silence of the engine.
  let activeAt = performance.now();
  /** An error is an answer, too: the connection works, or knows that it does not. */
  let answeredAt = activeAt;
  let isReported = false;
  let stream: JobStream | null = null;
  let streamedAt = 0;
  /** Since the last request for jobs the stream had to wait for us: what the request finds is no sign against it. */
  let wasFull = false;

  const load = createJobLoad((busy) => {
    if (busy < spec.maxActive) return stream?.resume();
    wasFull = true;
    stream?.pause();
  });
  const isLong = (since: number) => performance.now() - since > 2 * longPollMs;
  const isSilent = () =>
    isLong(activeAt) &&
    (isLong(source.heardAt()) || performance.now() - activeAt > requestsOfPatience * longPollMs);

  function noteActivity(): void {
    lastActivity = now();
    activeAt = performance.now();
    answeredAt = activeAt;
    isReported = false;
  }

  function take(job: EngineJob): void {
    noteActivity();
    const about = { type: spec.type, jobKey: job.key, instanceKey: job.instanceKey };
    load.run(
      () => spec.handle(job),
      spec.timeoutMs,
      () => logger.warn('job.hanging', { ...about, timeoutMs: spec.timeoutMs }),
    );
  }

  /** Repeats `round` until the worker stops; waits longer after each failure in a row. */
  async function forever(round: () => Promise<void>): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await round();
        failures = 0;
      } catch (error) {
        answeredAt = performance.now();
        // An engine that asks for less is at work, not silent.
        if (isBusy(engineErrorOf(error))) noteActivity();
        else if (failures === 0 && !signal.aborted)
          logger.warn('worker.request-failed', { type: spec.type, error: toError(error) });
        await rest(backOffMs(failures, afterFailure), signal);
        failures += 1;
      }
    }
  }

  async function pollOnce(): Promise<void> {
    await load.below(spec.maxActive + backlogShare);
    if (signal.aborted) return;
    const max = Math.max(backlogShare, spec.maxActive - load.busy());
    wasFull = load.busy() >= spec.maxActive;
    const answered = await source.poll(
      { ...request, max, waitMs: longPollMs },
      (jobs) => {
        const isIdle = performance.now() - streamedAt > streamTrustMs;
        // Only a stream that neither waited nor brings jobs: what it holds would stay locked, and be lost for that time.
        if (jobs.length > 0 && !wasFull && isIdle) stream?.cancel();
        for (const job of jobs) take(job);
      },
      signal,
    );
    if (answered) noteActivity();
  }

  async function streamOnce(): Promise<void> {
    const opened = source.open(request, (job) => {
      streamedAt = performance.now();
      take(job);
    });
    stream = opened;
    streamedAt = performance.now();
    if (load.busy() >= spec.maxActive) opened.pause();
    await opened.closed.finally(() => {
      stream = null;
    });
    await rest(backOffMs(0, afterFailure), signal);
  }

  const watchdog = setInterval(() => {
    // A worker with full hands does not ask; the jobs in hand lose their slots in time.
    if (!isSilent() || load.busy() >= spec.maxActive) return;
    if (!isReported) logger.error('worker.silent', { type: spec.type, lastActivity });
    isReported = true;
    if (isLong(answeredAt)) source.renew();
  }, longPollMs / 2);
  watchdog.unref();
  const loops = Promise.all([forever(pollOnce), forever(streamOnce)]);

  return {
    type: spec.type,
    lastActivity: () => lastActivity,
    isSilent,
    active: load.busy,
    stop: async (limitMs) => {
      clearInterval(watchdog);
      stopping.abort();
      stream?.cancel();
      const left = await load.drain(limitMs);
      if (left === 0) await loops;
      return left;
    },
  };
}
