import type { Store as SessionStore } from 'express-session';
import type { Now } from '../workers/platform/clock.ts';
import type { Config } from '../workers/platform/config.ts';
import type { Logger } from '../workers/platform/logger.ts';
import type { RuleLab } from '../workers/rule-lab/rule-lab.ts';
import type { CaseListStore } from '../workers/store/case-list.ts';
import type { DecisionStore } from '../workers/store/decisions.ts';
import type { DefinitionListStore } from '../workers/store/definition-list.ts';
import type { DefinitionStore } from '../workers/store/definitions.ts';
import type { HeatStore } from '../workers/store/heat.ts';
import type { InboxStore } from '../workers/store/inbox.ts';
import type { InstanceStore } from '../workers/store/instances.ts';
import type { RunningStore } from '../workers/store/running.ts';
import type { StallStore } from '../workers/store/stalls.ts';
import type { Stores } from '../workers/store/stores.ts';
import type { TaskStore } from '../workers/store/tasks.ts';
import type { TimerStore } from '../workers/store/timers.ts';
import type { Tracking } from '../workers/store/tracking.ts';
import type { EnginePort, Resource } from '../workers/zeebe/port.ts';
import type { Broadcast } from './events/broadcast.ts';
import type { Health } from './health/health.ts';
import type { Meters } from './health/meters.ts';
import type { Language } from './language.ts';
import type { Limits } from './middleware/rate-limit.ts';
import type { PasswordCheck } from './session/password.ts';

/** What the api works with; put together in `main.ts` and nowhere else. */
export interface ApiDeps extends Stores {
  readonly config: Config;
  readonly logger: Logger;
  readonly now: Now;
  readonly language: Language;
  readonly limits: Limits;
  readonly sessionStore: SessionStore;
  readonly passwords: PasswordCheck;
  readonly tasks: TaskStore;
  readonly instances: InstanceStore;
  readonly running: RunningStore;
  readonly timers: TimerStore;
  readonly stalls: StallStore;
  readonly decisions: DecisionStore;
  readonly definitions: DefinitionStore;
  readonly inbox: InboxStore;
  readonly heat: HeatStore;
  readonly caseList: CaseListStore;
  readonly tracking: Tracking;
  readonly definitionList: DefinitionListStore;
  readonly engine: Pick<
    EnginePort,
    'resolveStall' | 'updateJobRetries' | 'setVariables' | 'cancelInstance' | 'modifyInstance'
  >;
  /** Everything that is wrong with a set of files before it reaches the engine. */
  readonly checkSet: (resources: readonly Resource[]) => Promise<readonly unknown[]>;
  readonly ruleLab: RuleLab;
  readonly broadcast: Broadcast;
  readonly health: Health;
  readonly meters: Meters;
}
