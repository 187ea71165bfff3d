import { z } from 'zod';
import { engineErrorOf } from './engine-error.ts';
import type { JobSource } from './job-worker.ts';
import type { Link } from './link.ts';
import { EngineError, type EngineJob } from './port.ts';

const activated = z.object({
  key: z.string(),
  type: z.string(),
  processInstanceKey: z.string(),
  elementId: z.string(),
  elementInstanceKey: z.string(),
  retries: z.number(),
  variables: z.string(),
});
const batch = z.object({ jobs: z.array(activated) });

interface GrpcStream {
  readonly on: (event: string, listener: (value: unknown) => void) => unknown;
  readonly pause: () => unknown;
  readonly resume: () => unknown;
  readonly cancel: () => void;
}

/** The part of the client's own channel that hands jobs out as they come. */
interface RawChannel {
  readonly activateJobsStream: (request: object) => Promise<GrpcStream & { error?: unknown }>;
  readonly streamActivatedJobsStream: (request: object) => Promise<GrpcStream>;
}

/** The client gives up a waiting request this long after the gateway should have answered it. */
const clientGraceMs = 1000;
const tenantIds = ['<default>'] as const;

/**
 * Reads a stream to its end, or until `signal` aborts. A client that was closed keeps the end of its streams to
 * itself, so the abort settles this at once.
 */
function readToEnd(
  stream: GrpcStream,
  take: (value: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      resolve();
      stream.cancel();
    };
    const settled = () => signal.removeEventListener('abort', leave);
    stream.on('data', take);
    stream.on('end', () => {
      settled();
      resolve();
    });
    stream.on('error', (error) => {
      settled();
      reject(engineErrorOf(error));
    });
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
  });
}

function jobOf({ processInstanceKey: instanceKey, ...job }: z.infer<typeof activated>): EngineJob {
  return { ...job, instanceKey };
}

/**
 * Jobs from the gateway, their variables unread.
 *
 * The client's public workers parse variables before anybody can look: one number above 2^53 makes them print the
 * job, fail it in a promise nobody holds, and count it as active for ever. So the jobs are taken from the channel below.
 */
export function createGatewayJobs(link: Link, workerName: string): JobSource {
  async function raw(): Promise<RawChannel> {
    // biome-ignore lint/complexity/useLiteralKeys: a private member of the pinned client, typed by RawChannel
    return link.channel()['grpc'];
  }

  const open = new Set<AbortController>();
  // Streams of a connection that was left may never hear of it.
  link.onRenew(() => {
    for (const stream of open) stream.abort();
  });

  return {
    heardAt: link.heardAt,
    renew: link.renew,
    poll: async ({ type, fetchVariables, timeoutMs, max, waitMs }, take, signal) => {
      const startedAt = performance.now();
      const stream = await (await raw()).activateJobsStream({
        ...{ type, worker: workerName, timeout: timeoutMs, fetchVariable: fetchVariables },
        ...{ maxJobsToActivate: max, requestTimeout: waitMs, tenantIds },
      });
      if (stream === undefined) throw new EngineError('transient', 'closed', 'no connection');
      if (stream.error !== undefined) throw engineErrorOf(stream.error);
      let got = 0;
      const read = (value: unknown) => {
        link.heard();
        const { jobs } = batch.parse(value);
        got += jobs.length;
        take(jobs.map(jobOf));
      };
      await readToEnd(stream, read, signal).finally(() => {
        // An answer that comes after we gave up would lock jobs nobody handles.
        stream.cancel();
      });
      const isAnswered = got > 0 || performance.now() - startedAt < waitMs + clientGraceMs - 5;
      if (isAnswered) link.heard();
      return isAnswered;
    },
    open: ({ type, fetchVariables, timeoutMs }, take) => {
      const ended = new AbortController();
      let stream: GrpcStream | null = null;
      let isPaused = false;
      async function follow(): Promise<void> {
        const opened = await (await raw()).streamActivatedJobsStream({
          ...{ type, worker: workerName, timeout: timeoutMs },
          ...{ fetchVariable: fetchVariables, tenantIds },
        });
        if (opened === undefined) throw new EngineError('transient', 'closed', 'no connection');
        stream = opened;
        const read = (value: unknown) => {
          link.heard();
          take(jobOf(activated.parse(value)));
        };
        const end = readToEnd(opened, read, ended.signal);
        if (isPaused) opened.pause();
        await end;
      }
      open.add(ended);
      return {
        closed: follow().finally(() => open.delete(ended)),
        pause: () => {
          isPaused = true;
          stream?.pause();
        },
        resume: () => {
          isPaused = false;
          stream?.resume();
        },
        cancel: () => ended.abort(),
      };
    },
  };
}
