import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureExporter } from '../../../engine/launch/exporter.mjs';
import { startMongo } from '../../../engine/launch/mongo.mjs';
import { startZeebe } from '../../../engine/launch/zeebe.mjs';
import type { Calendar } from '../../../processes/clock/calendar.ts';
import { hostClock } from '../../../workers/platform/clock.ts';
import { createFailpoint, type Failpoint } from '../../../workers/platform/failpoint.ts';
import { createLogger } from '../../../workers/platform/logger.ts';
import { startRuntime } from '../../../workers/runtime.ts';
import { seedOnce } from '../../../workers/sample/seed.ts';
import { connectStore } from '../../../workers/store/connect.ts';
import { ensureIndexes } from '../../../workers/store/indexes.ts';
import { acceptComplaint, type Submission } from '../../../workers/store/intake.ts';
import { createStores } from '../../../workers/store/stores.ts';
import { connectEngine } from '../../../workers/zeebe/adapter.ts';
import { readSet } from '../../../workers/zeebe/deploy.ts';
import type { Resource } from '../../../workers/zeebe/port.ts';
import { stampVersion } from '../../../workers/zeebe/stamp-version.ts';
import { until } from '../../support/until.ts';

/** The house on real parts, its clock and the engine's moved together. */
export type MovedHouse = Awaited<ReturnType<typeof openMovedHouse>>;

/** Both clocks begin at the host's time and move forward only: the engine's timers do not come back with a clock set back. */
export async function openMovedHouse(
  calendar: Calendar,
  failpoint: Failpoint = createFailpoint(''),
) {
  await ensureExporter();
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-'));
  let offset = 0;
  const now = () => hostClock(offset)();
  const mongo = await startMongo({ dataDir: join(dataDir, 'mongo'), expires: false });
  const zeebe = await startZeebe({
    dataDir: join(dataDir, 'zeebe'),
    exporterUri: mongo.uri,
    controlledClock: true,
  });
  const store = await connectStore(mongo.uri);
  const stores = createStores(store);
  await ensureIndexes(store);
  await stores.calendars.seedOnce(calendar, now());
  await seedOnce(stores, { sample: true, adminPassword: null, dataDir, now: now() });
  const logger = createLogger('silent', 'test');
  const { grpcAddress, restAddress } = zeebe;
  const engine = connectEngine({ grpcAddress, restAddress, workerName: 'test', now, logger });
  await engine.deploy(await readSet('processes'));
  const serve = () =>
    startRuntime({
      ...{ store, stores, engine, now, logger, failpoint },
      ...{ deliverMail: async () => {}, notify: async () => {} },
      // A clock that jumps looks like a silent engine: what was pushed meanwhile comes again, and soon.
      jobLockMs: 15_000,
      calendarRest: 1,
    });
  let runtime = serve();
  let submitted = 0;
  /** The house first: a timer must not find a house that is behind. */
  async function moveBy(step: number): Promise<void> {
    offset += step;
    await zeebe.addTime(step);
  }

  return {
    store,
    stores,
    now,
    /** A new set in force for whatever begins from now on. */
    deploy: (set: readonly Resource[], tag: string) => engine.deploy(stampVersion(set, tag)),
    submit: (receivedAt = now(), about: Partial<Submission> = {}) => {
      submitted += 1;
      return acceptComplaint(
        { ...stores, trackingSecret: 'a secret of this test' },
        {
          subject: '路灯不亮三天无人修',
          text: '滨河路东段三盏路灯已经三天不亮，晚上行人很不方便。',
          place: '滨河路东段',
          area: null,
          topic: 'urban-rural-construction',
          channel: 'web',
          language: 'zh',
          contact: null,
          anonymous: true,
          confidential: false,
          attachments: [],
          postedAt: null,
          idempotencyKey: `moved:${submitted}`,
          ...about,
        },
        receivedAt,
      );
    },
    /** Moves the engine's clock alone: the house's lags behind it from then on. */
    advanceEngine: (milliseconds: number) => zeebe.addTime(milliseconds),
    /** Moves the clock of the house alone. */
    advanceHouse: (milliseconds: number) => {
      offset += milliseconds;
    },
    moveBy,
    /** Moves both clocks while no worker serves and the outbox tells nothing. */
    moveUnserved: async (step: number) => {
      await runtime.stop(5000);
      await moveBy(step);
      runtime = serve();
    },
    /** Moves both clocks to an instant. */
    moveTo: (at: Date) => moveBy(at.getTime() - now().getTime()),
    /** Waits until a timer for this instant is armed in the engine. */
    armed: (dueAt: Date) =>
      until(`a timer for ${dueAt.toISOString()}`, () =>
        store.rows('timers').findOne({ dueAt, state: 'created' }),
      ),
    close: async () => {
      await runtime.stop(5000);
      await engine.close();
      await store.close();
      await zeebe.stop();
      await mongo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
