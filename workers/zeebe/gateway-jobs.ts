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

  return {
    renew: link.renew,
    poll: async ({ type, fetchVariables, timeoutMs, max, waitMs }, take, signal) => {
      const startedAt = performance.now();
      const stream = await (await raw()).activateJobsStream({
        ...{ type, worker: workerName, timeout: timeoutMs, fetchVariable: fetchVariables },
        ...{ maxJobsToActivate: max, requestTimeout: waitMs, tenantIds },
      });
      if (stream === undefined) throw new EngineError('transient', 'closed', 'no connection');
      if (stream.error !== undefined) throw engineErrorOf(stream.error);
      const stop = () => stream.cancel();
      signal.addEventListener('abort', stop, { once: true });
      try {
        let got = 0;
        await new Promise<void>((resolve, reject) => {
          stream.on('data', (value) => {
            const { jobs } = batch.parse(value);
            got += jobs.length;
            take(jobs.map(jobOf));
          });
          stream.on('end', () => resolve());
          stream.on('error', (error) =>
            signal.aborted ? resolve() : reject(engineErrorOf(error)),
          );
        });
        return got > 0 || performance.now() - startedAt < waitMs + clientGraceMs - 5;
      } finally {
        signal.removeEventListener('abort', stop);
        // An answer that comes after we gave up would lock jobs nobody handles.
        stream.cancel();
      }
    },
    open: ({ type, fetchVariables, timeoutMs }, take) => {
      let stream: GrpcStream | null = null;
      let wanted = true;
      let paused = false;
      const closed = raw()
        .then((channel) =>
          channel.streamActivatedJobsStream({
            ...{ type, worker: workerName, timeout: timeoutMs },
            ...{ fetchVariable: fetchVariables, tenantIds },
          }),
        )
        .then(
          (opened) =>
            new Promise<void>((resolve, reject) => {
              if (opened === undefined || !wanted) {
                opened?.cancel();
                return resolve();
              }
              stream = opened;
              opened.on('data', (value) => take(jobOf(activated.parse(value))));
              opened.on('end', () => resolve());
              opened.on('error', (error) => (wanted ? reject(engineErrorOf(error)) : resolve()));
              if (paused) opened.pause();
            }),
        );
      return {
        closed,
        pause: () => {
          paused = true;
          stream?.pause();
        },
        resume: () => {
          paused = false;
          stream?.resume();
        },
        cancel: () => {
          wanted = false;
          stream?.cancel();
        },
      };
    },
  };
}
