import type { JobType } from '../processes/contracts.ts';
import { startCalendarRuns } from './calendar/runner.ts';
import type { Deps } from './handler.ts';
import { handlers } from './handlers.ts';
import { startMigrations } from './migration/runner.ts';
import { startPublications } from './model-sets/runner.ts';
import type { Now } from './platform/clock.ts';
import type { Failpoint } from './platform/failpoint.ts';
import type { Logger } from './platform/logger.ts';
import { type Projection, startProjection } from './projection/projector.ts';
import type { RuleLab } from './rule-lab/rule-lab.ts';
import { startReplays } from './rule-lab/runner.ts';
import type { Store } from './store/connect.ts';
import { createDefinitionStore } from './store/definitions.ts';
import { createEngineRecordStore } from './store/engine-records.ts';
import type { NotifyJob } from './store/outbox.ts';
import { createPositionStore } from './store/positions.ts';
import { createProjectionStore } from './store/projected.ts';
import { createRunningStore } from './store/running.ts';
import type { Stores } from './store/stores.ts';
import { createTaskStore } from './store/tasks.ts';
import { defineWorker, type JobMeter } from './zeebe/define-worker.ts';
import {
  type OutboxMeter,
  type OutboxPublisher,
  startOutboxPublisher,
} from './zeebe/outbox-publisher.ts';
import type { EnginePort, EngineWorker } from './zeebe/port.ts';

export interface RuntimeDeps {
  readonly store: Store;
  readonly stores: Stores;
  readonly engine: EnginePort;
  readonly now: Now;
  readonly logger: Logger;
  readonly failpoint: Failpoint;
  readonly deliverMail: (noticeId: string) => Promise<void>;
  readonly notify: (job: NotifyJob, id: string) => Promise<void>;
  /** Without one no replay goes on here. */
  readonly ruleLab?: RuleLab;
  /** Milliseconds after which the work of a process that fell silent is given to another; default: that of each. */
  readonly jobLockMs?: number;
  /** After each clock that a published calendar moves it rests this many times as long as that took. */
  readonly calendarRest: number;
  readonly jobMeter?: JobMeter;
  readonly outboxMeter?: OutboxMeter;
}

/** Everything that works without being asked: job workers, outbox, projection, calendar runs, replays, publications. */
export interface Runtime {
  readonly workers: readonly EngineWorker[];
  readonly outbox: OutboxPublisher;
  readonly projection: Projection;
  /** Takes nothing new and waits for what is at hand, at most `limitMs` each. */
  readonly stop: (limitMs: number) => Promise<void>;
}

function isJobType(word: string): word is JobType {
  return word in handlers;
}

/** Starts the job workers, the outbox and the projection of one process. */
export function startRuntime(runtime: RuntimeDeps): Runtime {
  const { store, stores, engine, now, logger, failpoint, jobMeter, outboxMeter } = runtime;
  const deps: Deps = { ...stores, now, failpoint };
  const { jobLockMs } = runtime;
  const options = {
    ...{ engine, logger, now },
    ...(jobLockMs === undefined ? {} : { timeoutMs: jobLockMs }),
    ...(jobMeter === undefined ? {} : { meter: jobMeter }),
  };
  const serve = <T extends JobType>(type: T) => defineWorker(type, handlers[type], deps, options);
  const workers = Object.keys(handlers).filter(isJobType).map(serve);
  const outbox = startOutboxPublisher(
    {
      ...{ engine, now, logger, outbox: stores.outbox, tasks: createTaskStore(store) },
      deliverMail: runtime.deliverMail,
      notify: runtime.notify,
      ...(outboxMeter === undefined ? {} : { meter: outboxMeter }),
    },
    jobLockMs === undefined ? {} : { lockMs: jobLockMs },
  );
  const projection = startProjection({
    records: createEngineRecordStore(store),
    positions: createPositionStore(store),
    projected: createProjectionStore(store),
    logger: logger.of('projection'),
  });
  const calendarRuns = startCalendarRuns(
    { ...stores, now, failpoint, logger: logger.of('calendar') },
    runtime.calendarRest,
  );
  const running = createRunningStore(store);
  const publications = startPublications({
    ...{ ...stores, engine, running, now, failpoint },
    definitions: createDefinitionStore(store),
    logger: logger.of('engine'),
  });
  const migrations = startMigrations({
    ...{ migrations: stores.migrations, engine, now, failpoint },
    records: createEngineRecordStore(store),
    positions: createPositionStore(store),
    running,
    definitions: createDefinitionStore(store),
    logger: logger.of('engine'),
  });
  const { ruleLab } = runtime;
  const replays =
    ruleLab === undefined
      ? null
      : startReplays({
          ...{ ...stores, now, failpoint, lab: ruleLab },
          logger: logger.of('rule-lab'),
        });
  return {
    workers,
    outbox,
    projection,
    stop: async (limitMs) => {
      await ruleLab?.close();
      await Promise.all([calendarRuns.stop(), publications.stop()]);
      await Promise.all([migrations.stop(), replays?.stop()]);
      await Promise.all([...workers.map((worker) => worker.stop(limitMs)), outbox.stop(limitMs)]);
      await projection.stop();
    },
  };
}
