import { CamundaRestClient, Zeebe } from '@camunda8/sdk';
import type { Logger } from '../platform/logger.ts';
import { withDeadline } from './deadline.ts';
import { engineErrorOf } from './engine-error.ts';
import { EngineError } from './port.ts';
import { sendUncompressed } from './send-uncompressed.ts';

export interface LinkOptions {
  /** Gateway, host:port. */
  readonly grpcAddress: string;
  /** Gateway, http://host:port. */
  readonly restAddress: string;
  readonly logger: Logger;
  /** How long one call may take; the gateway itself gives up after 15 s. */
  readonly callLimitMs?: number;
}

type Settings = NonNullable<ConstructorParameters<typeof CamundaRestClient>[0]>['config'] & object;
type Channel = Zeebe.ZeebeGrpcClient;

/** The connections to the gateway. */
export interface Link {
  /** One command over gRPC, never repeated here. */
  readonly call: <T>(command: (channel: Channel) => Promise<T>) => Promise<T>;
  /** One command over REST, never repeated here. */
  readonly rest: <T>(command: (client: CamundaRestClient) => Promise<T>) => Promise<T>;
  readonly channel: () => Channel;
  /** Notes that something came over the gRPC connection. */
  readonly heard: () => void;
  /** When that was last noted, ms of `performance.now()`. */
  readonly heardAt: () => number;
  /** Leaves the gRPC connection for a new one; a connection younger than a few seconds is kept. */
  readonly renew: () => void;
  readonly onRenew: (listener: () => void) => void;
  readonly close: () => Promise<void>;
}

const seconds = 1000;
const renewAtMostEveryMs = 5 * seconds;

/** Passed, never read from the environment: the client's own variables must not change how the house behaves. */
function settings({ grpcAddress, restAddress }: LinkOptions): Settings {
  return {
    CAMUNDA_OAUTH_DISABLED: true,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
    CAMUNDA_SUPPORT_LOG_ENABLED: false,
    // With the scheme the client looks neither at other address variables nor at TLS flags.
    ZEEBE_GRPC_ADDRESS: `grpc://${grpcAddress}`,
    ZEEBE_REST_ADDRESS: restAddress,
    CAMUNDA_TENANT_ID: '<default>',
    zeebeGrpcSettings: {
      ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
      // The client repeats DEADLINE_EXCEEDED for ever, and a repeated command may have been carried out.
      ZEEBE_GRPC_CLIENT_RETRY: false,
      ZEEBE_GRPC_CLIENT_MAX_RETRIES: 0,
      ZEEBE_GRPC_CLIENT_EAGER_CONNECT: false,
      ZEEBE_GRPC_CLIENT_CONNECTION_TOLERANCE_MS: 100,
      // The client's types know only the default; without this a reconnect can wait 10 s.
      ...Object.fromEntries([['GRPC_MAX_RECONNECT_BACKOFF_MS', 2 * seconds]]),
      // The gateway answers GOAWAY to pings closer than 30 s, and to pings of an idle connection.
      GRPC_KEEPALIVE_TIME_MS: 35 * seconds,
      GRPC_KEEPALIVE_TIMEOUT_MS: 10 * seconds,
      GRPC_KEEPALIVE_PERMIT_WITHOUT_CALLS: 0,
    },
  };
}

/** Opens the connections to the gateway; nothing is sent yet. */
export function openLink(options: LinkOptions): Link {
  const { logger, callLimitMs = 20 * seconds } = options;
  const config = settings(options);
  const client = new CamundaRestClient({ config, retry: { limit: 0 } });
  const openChannel = () => {
    const opened = new Zeebe.ZeebeGrpcClient({ config });
    sendUncompressed(opened).catch((error: unknown) => logger.debug('engine.packs', { error }));
    return opened;
  };
  let channel = openChannel();
  let since = performance.now();
  let heardAt = since;
  const heard = () => {
    heardAt = performance.now();
  };
  let isOpen = true;
  const listeners = new Set<() => void>();
  const leaving = new Set<() => Promise<unknown>>();

  const renew = () => {
    if (!isOpen || performance.now() - since < renewAtMostEveryMs) return;
    const left = channel;
    channel = openChannel();
    since = performance.now();
    logger.warn('engine.link-renewed');
    for (const listener of listeners) listener();
    const close = () => {
      clearTimeout(later);
      leaving.delete(close);
      return left.close();
    };
    // Answers under way may still come; a client that is closed would swallow them.
    const later = setTimeout(() => void close(), callLimitMs);
    later.unref();
    leaving.add(close);
  };

  async function limited<T>(answer: Promise<T>): Promise<T> {
    try {
      return await withDeadline(answer, callLimitMs);
    } catch (thrown) {
      const error = engineErrorOf(thrown);
      if (error.code === 'deadline') renew();
      throw error;
    }
  }

  return {
    call: async (command) => {
      if (!isOpen) throw new EngineError('transient', 'closed', 'the connection was closed');
      const answer = await limited(command(channel));
      heard();
      // A call on a closed client resolves to null or undefined instead of failing.
      if (answer === null || answer === undefined)
        throw new EngineError('transient', 'closed', 'the connection was closed');
      return answer;
    },
    rest: (command) => limited(command(client)),
    channel: () => channel,
    heard,
    heardAt: () => heardAt,
    renew,
    onRenew: (listener) => {
      listeners.add(listener);
    },
    close: async () => {
      isOpen = false;
      await Promise.all([channel.close(), ...[...leaving].map((leave) => leave())]);
    },
  };
}
