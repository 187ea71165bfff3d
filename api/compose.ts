import { rememberChecks } from '../workers/models/check-memory.ts';
import { hostClock } from '../workers/platform/clock.ts';
import type { Config } from '../workers/platform/config.ts';
import type { Logger } from '../workers/platform/logger.ts';
import { openRuleLab } from '../workers/rule-lab/open-rule-lab.ts';
import { createCaseListStore } from '../workers/store/case-list.ts';
import type { Store } from '../workers/store/connect.ts';
import { createDecisionStore } from '../workers/store/decisions.ts';
import { createDefinitionListStore } from '../workers/store/definition-list.ts';
import { createDefinitionStore } from '../workers/store/definitions.ts';
import { createEngineRecordStore } from '../workers/store/engine-records.ts';
import { createHeatStore } from '../workers/store/heat.ts';
import { createInboxStore } from '../workers/store/inbox.ts';
import { createInstanceStore } from '../workers/store/instances.ts';
import { createPositionStore } from '../workers/store/positions.ts';
import { createRunningStore } from '../workers/store/running.ts';
import { createStallStore } from '../workers/store/stalls.ts';
import { createStores } from '../workers/store/stores.ts';
import { createTaskStore } from '../workers/store/tasks.ts';
import { createTimerStore } from '../workers/store/timers.ts';
import { createTracking } from '../workers/store/tracking.ts';
import type { EnginePort, Resource } from '../workers/zeebe/port.ts';
import type { ApiDeps } from './deps.ts';
import { createBroadcast } from './events/broadcast.ts';
import { createHealth } from './health/health.ts';
import { createMeters } from './health/meters.ts';
import { createLanguage } from './language.ts';
import { createLimits } from './middleware/rate-limit.ts';
import { createPasswordCheck } from './session/password.ts';

/** What has a life of its own and is opened and closed by whoever composes. */
export interface Opened {
  readonly config: Config;
  readonly logger: Logger;
  readonly store: Store;
  readonly engine: ApiDeps['engine'] & Pick<EnginePort, 'topology'>;
  readonly sessionStore: ApiDeps['sessionStore'];
  /** Everything wrong with a set; what a set links to stands in the set. */
  readonly check: (resources: readonly Resource[]) => Promise<readonly unknown[]>;
}

/** Puts together what the api works with over what was opened. */
export async function composeDeps(opened: Opened): Promise<ApiDeps> {
  const { config, logger, store, engine, sessionStore, check } = opened;
  const now = hostClock(config.CLOCK_OFFSET_MS);
  const stores = createStores(store);
  const broadcast = createBroadcast(logger);
  const records = createEngineRecordStore(store);
  const positions = createPositionStore(store);
  return {
    ...stores,
    ...{ config, logger, now, engine, sessionStore, broadcast },
    language: createLanguage(),
    ruleLab: openRuleLab(config, logger, 0),
    limits: createLimits({
      store,
      secret: config.DIGEST_SECRET,
      complaintsPerHour: config.COMPLAINTS_PER_HOUR,
    }),
    passwords: await createPasswordCheck(),
    tasks: createTaskStore(store),
    instances: createInstanceStore(store),
    running: createRunningStore(store),
    timers: createTimerStore(store),
    stalls: createStallStore(store),
    decisions: createDecisionStore(store),
    definitions: createDefinitionStore(store),
    definitionList: createDefinitionListStore(store),
    inbox: createInboxStore(store),
    heat: createHeatStore(store),
    caseList: createCaseListStore(store),
    tracking: createTracking(stores, config.TRACKING_SECRET),
    checkSet: rememberChecks(check),
    health: createHealth({ store, engine, records, positions, dataDir: config.DATA_DIR, now }),
    meters: createMeters(broadcast.listening),
  };
}
