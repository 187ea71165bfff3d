// The floor's workers: a process of its own, so that its processor time is counted apart.
import { Zeebe } from '@camunda8/sdk';
import { createNoOps, type FloorJob, type Words } from './no-ops.ts';

const [grpcAddress = '', way = 'poll', pollMs = '20'] = process.argv.slice(2);
const wanted = ['caseId', 'clockId'];
const messageTtlMs = 2 * 3_600_000;

const client = new Zeebe.ZeebeGrpcClient({
  config: {
    CAMUNDA_OAUTH_DISABLED: true,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
    ZEEBE_GRPC_ADDRESS: `grpc://${grpcAddress}`,
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
  },
});

/** The engine may ask for patience at full load; a lost message would leave a case behind. */
async function publishUntilTaken(message: {
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly variables: Words;
}): Promise<void> {
  for (;;) {
    try {
      await client.publishMessage({ ...message, timeToLive: messageTtlMs });
      return;
    } catch (error) {
      // ALREADY_EXISTS: an answer was lost and the message was not.
      if (error instanceof Error && 'code' in error && error.code === 6) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const noOps = createNoOps({
  publish: (name, correlationKey, variables) =>
    void publishUntilTaken({
      name,
      correlationKey,
      messageId: `${name}:${correlationKey}`,
      variables,
    }),
  say: (word) => process.send?.(word),
});

for (const [type, noOp] of Object.entries(noOps)) {
  const taskHandler = <R>(job: FloorJob & { complete: (variables: Words) => R }): R =>
    job.complete(noOp(job));
  if (way === 'stream') {
    void client.streamJobs({
      type,
      worker: 'floor',
      timeout: 60_000,
      tenantIds: ['<default>'],
      fetchVariables: wanted,
      taskHandler,
    });
  } else {
    client.createWorker({
      taskType: type,
      taskHandler,
      timeout: 60_000,
      fetchVariable: wanted,
      maxJobsToActivate: 32,
      pollInterval: Number(pollMs),
      longPoll: 5000,
    });
  }
}

process.on('disconnect', () => process.exit(0));
