import { join } from 'node:path';
import { missingYear } from '../processes/clock/calendar.ts';
import { isoDateOf, localDay } from '../processes/clock/day.ts';
import { houseZone } from '../processes/language/dates.ts';
import { createMeters, meterMissingYears, serveHealth } from './health.ts';
import { createDeliverMail } from './mail/deliver-mail.ts';
import { addressOf, openMail } from './mail/open-mail.ts';
import { registerOlderHouse, registerShipped } from './model-sets/register.ts';
import { takeOutUnused } from './model-sets/take-out.ts';
import { createNotify } from './notify/notify.ts';
import { openChannels } from './notify/open-channels.ts';
import { hostClock } from './platform/clock.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import { toError } from './platform/errors.ts';
import { createFailpoint } from './platform/failpoint.ts';
import { createLogger, type Logger } from './platform/logger.ts';
import { openRuleLab } from './rule-lab/open-rule-lab.ts';
import { type Runtime, startRuntime } from './runtime.ts';
import { seedOnce } from './sample/seed.ts';
import { startSchedules } from './schedules/agenda.ts';
import { anchorHeads } from './schedules/anchor-heads.ts';
import { checkBoards } from './schedules/check-boards.ts';
import { collectMail } from './schedules/collect-mail.ts';
import { reportSchedules } from './schedules/draft-reports.ts';
import { eraseCases } from './schedules/erase-cases.ts';
import { alarmMissingYear } from './schedules/missing-year.ts';
import { reconcileClocks } from './schedules/reconcile-clocks.ts';
import { rehearseDuty } from './schedules/rehearse-duty.ts';
import { lookAtSources } from './sources/look-at-sources.ts';
import { usualLimits } from './sources/read-outside.ts';
import { connectStore, type Store } from './store/connect.ts';
import { createDefinitionStore } from './store/definitions.ts';
import { createHeadStore } from './store/heads.ts';
import { ensureIndexes } from './store/indexes.ts';
import { createInstanceStore } from './store/instances.ts';
import { createPeriodStore } from './store/periods.ts';
import { createRunningStore } from './store/running.ts';
import { createStallStore } from './store/stalls.ts';
import { createStores, type Stores } from './store/stores.ts';
import { createTimerStore } from './store/timers.ts';
import { connectEngine } from './zeebe/adapter.ts';
import { deployShippedOnce } from './zeebe/deploy-shipped.ts';
import { checkSet } from './zeebe/lint/check-set.ts';
import type { EnginePort } from './zeebe/port.ts';

const stopLimitMs = 10_000;
const minute = 60_000;
const hour = 60 * minute;
/** Nobody waits for a replay: whoever does the house's work comes first. */
const replayNiceness = 10;
const day = 24 * hour;

/** Why the workers are not at work: read by /readyz. */
async function causesOf(store: Store, runtime: Runtime | null): Promise<string[]> {
  const database = await store
    .database()
    .command({ ping: 1 })
    .then(
      () => [],
      () => ['the database does not answer'],
    );
  if (runtime === null) return [...database, 'the engine has not been reached yet'];
  const silent = runtime.workers.filter((worker) => worker.isSilent()).map(({ type }) => type);
  return [
    ...database,
    ...(silent.length === 0 ? [] : [`the engine is silent to ${silent.join(', ')}`]),
  ];
}

function connectAll(config: Config, logger: Logger): EnginePort {
  return connectEngine({
    grpcAddress: config.ZEEBE_GRPC_ADDRESS,
    restAddress: config.ZEEBE_REST_ADDRESS,
    workerName: `huiying-${process.pid}`,
    now: hostClock(config.CLOCK_OFFSET_MS),
    logger: logger.of('engine'),
  });
}

async function prepare(config: Config, store: Store, stores: Stores): Promise<void> {
  await ensureIndexes(store);
  await seedOnce(stores, {
    sample: config.SAMPLE_DATA,
    adminPassword: config.ADMIN_PASSWORD ?? null,
    dataDir: config.DATA_DIR,
    now: hostClock(config.CLOCK_OFFSET_MS)(),
  });
}

async function run(config: Config, logger: Logger): Promise<void> {
  const now = hostClock(config.CLOCK_OFFSET_MS);
  const leaving = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leaving.abort());
  const store = await connectStore(config.MONGODB_URI, { patienceMs: 60_000 });
  const stores = createStores(store);
  await prepare(config, store, stores);
  const engine = connectAll(config, logger);
  const meters = createMeters(
    async () => (await stores.outbox.countWaiting(now())).waiting,
    stores.clockFindings.countOpen,
  );
  meterMissingYears(meters.registry, async () =>
    (await stores.calendars.list()).map((calendar) => ({
      calendarId: calendar.id,
      year: missingYear(calendar, isoDateOf(localDay(now(), calendar.zone))),
    })),
  );
  let runtime: Runtime | null = null;
  const stopHealth = await serveHealth(config.WORKERS_PORT, meters.registry, () =>
    causesOf(store, runtime),
  );
  await deployShippedOnce(
    {
      ...{ engine, check: checkSet, settings: stores.settings, now, logger },
      register: (files, deployed) => registerShipped({ ...stores, now }, files, deployed),
    },
    leaving.signal,
  );
  await registerOlderHouse({ ...stores, definitions: createDefinitionStore(store) });
  const mail = openMail(config);
  const deliverMail = createDeliverMail({
    ...stores,
    mail,
    publicUrl: config.PUBLIC_URL || `http://${config.HOST}:${config.PORT}`,
    trackingSecret: config.TRACKING_SECRET,
    now,
  });
  const publicUrl = config.PUBLIC_URL || `http://${config.HOST}:${config.PORT}`;
  const notify = createNotify({
    ...stores,
    ...{ publicUrl, now, zone: houseZone },
    deskUrl: `${publicUrl.replace(/\/$/, '')}/desk/`,
    channels: openChannels(config, mail),
    allowPrivate: config.WEBHOOK_PRIVATE,
  });
  const failpoint = createFailpoint(config.FAILPOINT);
  runtime = startRuntime({
    store,
    stores,
    engine,
    now,
    logger,
    failpoint,
    deliverMail,
    notify,
    jobLockMs: config.JOB_LOCK_SECONDS * 1000,
    calendarRest: config.CALENDAR_REST,
    ruleLab: openRuleLab(config, logger, replayNiceness),
    jobMeter: meters.jobs,
  });
  const anchoring = { heads: createHeadStore(store), dataDir: config.DATA_DIR, now };
  const reconciling = {
    ...stores,
    timers: createTimerStore(store),
    instances: createInstanceStore(store),
    stalls: createStallStore(store),
    now,
    logger: logger.of('schedule'),
  };
  const collecting = {
    ...{ ...stores, now, trackingSecret: config.TRACKING_SECRET, own: addressOf(config.MAIL_FROM) },
    folder: join(config.DATA_DIR, 'mail-in'),
    logger: logger.of('mail'),
  };
  const stopSchedules = await startSchedules(
    { store, periods: createPeriodStore(store), now, logger: logger.of('schedule') },
    [
      { name: 'anchor-heads', everyMs: hour, run: (period) => anchorHeads(anchoring, period) },
      ...reportSchedules({ ...stores, zone: houseZone, now }),
      {
        name: 'reconcile-clocks',
        everyMs: 10 * minute,
        run: (period) => reconcileClocks(reconciling, period),
      },
      {
        name: 'boards',
        everyMs: minute,
        run: (period) => checkBoards({ ...stores, zone: houseZone }, period),
      },
      { name: 'rehearse-duty', everyMs: day, run: (period) => rehearseDuty(stores, period) },
      {
        name: 'erase-cases',
        everyMs: day,
        run: (period) =>
          eraseCases({ ...stores, failpoint, logger: logger.of('schedule') }, period),
      },
      {
        name: 'unused-sets',
        everyMs: day,
        run: () =>
          takeOutUnused({
            ...{ ...stores, engine, now, running: createRunningStore(store) },
            logger: logger.of('engine'),
          }),
      },
      {
        name: 'sources',
        everyMs: minute,
        run: () =>
          lookAtSources({
            ...{ ...stores, now, limits: usualLimits, logger: logger.of('schedule') },
            allowPrivate: config.WEBHOOK_PRIVATE,
          }),
      },
      { name: 'collect-mail', everyMs: minute, run: () => collectMail(collecting) },
      {
        name: 'missing-year',
        everyMs: day,
        run: (period) => alarmMissingYear({ ...stores, logger: logger.of('calendar') }, period),
      },
    ],
  );
  logger.info('workers.ready');
  if (!leaving.signal.aborted)
    await new Promise((resolve) => leaving.signal.addEventListener('abort', resolve));
  await stopSchedules();
  await runtime.stop(stopLimitMs);
  await stopHealth();
  await engine.close();
  await store.close();
  logger.info('workers.stopped');
}

try {
  const config = readConfig();
  const logger = createLogger(config.LOG_LEVEL, 'workers');
  run(config, logger).then(
    () => process.exit(0),
    (error: unknown) => {
      logger.error('workers.failed', { error: toError(error) });
      process.exit(1);
    },
  );
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
