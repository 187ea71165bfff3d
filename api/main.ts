import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { hostClock } from '../workers/platform/clock.ts';
import { type Config, ConfigError, readConfig } from '../workers/platform/config.ts';
import { toError } from '../workers/platform/errors.ts';
import { createLogger, type Logger } from '../workers/platform/logger.ts';
import { watchChanges } from '../workers/store/changes.ts';
import { connectStore } from '../workers/store/connect.ts';
import { ensureIndexes } from '../workers/store/indexes.ts';
import { connectEngine } from '../workers/zeebe/adapter.ts';
import { checkSet } from '../workers/zeebe/lint/check-set.ts';
import { createApp } from './app.ts';
import { composeDeps } from './compose.ts';
import { createSessionStore } from './middleware/sessions.ts';

const stopLimitMs = 10_000;

async function listen(server: Server, { HOST, PORT }: Config): Promise<void> {
  server.listen(PORT, HOST);
  await once(server, 'listening');
}

/** Takes no more requests and lets those under way end, within a limit. */
async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const limit = setTimeout(() => server.closeAllConnections(), stopLimitMs);
  await closed;
  clearTimeout(limit);
}

function publicConfig(config: Config): Config {
  const PUBLIC_URL = config.PUBLIC_URL || `http://${config.HOST}:${config.PORT}`;
  return Object.freeze({ ...config, PUBLIC_URL });
}

async function run(given: Config, logger: Logger): Promise<void> {
  const config = publicConfig(given);
  const leaving = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leaving.abort());
  const store = await connectStore(config.MONGODB_URI, { patienceMs: 60_000 });
  await ensureIndexes(store);
  const engine = connectEngine({
    grpcAddress: config.ZEEBE_GRPC_ADDRESS,
    restAddress: config.ZEEBE_REST_ADDRESS,
    workerName: `huiying-api-${process.pid}`,
    now: hostClock(config.CLOCK_OFFSET_MS),
    logger: logger.of('engine'),
  });
  const sessionStore = createSessionStore(store);
  const deps = await composeDeps({
    ...{ config, logger, store, engine, sessionStore },
    check: (resources) => checkSet(resources),
  });
  const changes = watchChanges(store, {
    isWanted: () => deps.broadcast.listening() > 0,
    changed: deps.broadcast.tell,
    broken: (error) => logger.warn('changes.broken', { error: toError(error) }),
  });
  const server = createServer(createApp(deps));
  await listen(server, config);
  logger.info('api.ready', { host: config.HOST, port: config.PORT });
  if (!leaving.signal.aborted) await once(leaving.signal, 'abort');
  await changes.stop();
  deps.broadcast.close();
  await close(server);
  await deps.ruleLab.close();
  await engine.close();
  await store.close();
  logger.info('api.stopped');
}

try {
  const config = readConfig();
  const logger = createLogger(config.LOG_LEVEL, 'api').of('api');
  run(config, logger).then(
    () => process.exit(0),
    (error: unknown) => {
      logger.error('api.failed', { error: toError(error) });
      process.exit(1);
    },
  );
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
