import { randomUUID } from 'node:crypto';
import { proposeMapping } from '../../../processes/migration/mapping.ts';
import { moveOf } from '../../../workers/migration/run-step.ts';
import { startMigrations } from '../../../workers/migration/runner.ts';
import { createDefinitionStore } from '../../../workers/store/definitions.ts';
import { createEngineRecordStore } from '../../../workers/store/engine-records.ts';
import type { InstanceRow } from '../../../workers/store/instances.ts';
import { createMigrationStore, type MigrationRun } from '../../../workers/store/migrations.ts';
import { createPositionStore } from '../../../workers/store/positions.ts';
import { createRunningStore } from '../../../workers/store/running.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import { createTimerStore } from '../../../workers/store/timers.ts';
import type { EnginePort } from '../../../workers/zeebe/port.ts';
import { until } from '../../support/until.ts';
import { createAlarms, project, startDatabase, startEngine } from '../projection/world.ts';

export type RunningHouse = Awaited<ReturnType<typeof openRunning>>;

export interface Side {
  readonly definitionKey: string;
  readonly version: number;
}

interface Wish {
  readonly processId: string;
  readonly from: Side;
  readonly to: Side;
  readonly mapping?: Readonly<Record<string, string>>;
  readonly only?: readonly string[];
  readonly engine?: Pick<EnginePort, 'migrateInstance'>;
  readonly shownWithinMs?: number;
}

/** The real engine on two partitions with exporter and projection, and migrations that run when asked. */
export async function openRunning() {
  const database = await startDatabase();
  const { store } = database;
  const zeebe = await startEngine(database.uri);
  const projection = project(store);
  const running = createRunningStore(store);
  const migrations = createMigrationStore(store);
  const definitions = createDefinitionStore(store);
  const told: string[] = [];
  const engine: Pick<EnginePort, 'migrateInstance'> = {
    migrateInstance: (key, plan) => {
      told.push(key);
      return zeebe.engine.migrateInstance(key, plan);
    },
  };

  /** Deploys a diagram and waits until both partitions have shown it. */
  async function deploy(name: string, content: string): Promise<Side> {
    const [deployed] = await zeebe.engine.deploy([{ name, content }]);
    const key = deployed?.key ?? '';
    await until(`${name} on both partitions`, async () => {
      const row = await definitions.find(key);
      return row !== null && row.partitions.length === 2;
    });
    return { definitionKey: key, version: deployed?.version ?? 0 };
  }

  async function ask({ processId, from, to, mapping, only }: Wish): Promise<string> {
    const id = randomUUID();
    const move = await moveOf({ definitions }, { processId, from, to, mapping: {} });
    await migrations.ask({
      ...{ id, processId, from, to, reason: '新版已生效', askedBy: 'u-1', askedAt: new Date() },
      mapping: mapping ?? proposeMapping(move.from, move.to),
      only: only ?? null,
    });
    return id;
  }

  async function walk(id: string, wish: Pick<Wish, 'engine' | 'shownWithinMs'>) {
    const runs = startMigrations({
      ...{ migrations, running, definitions, now: () => new Date(), failpoint: () => undefined },
      ...{ records: createEngineRecordStore(store), positions: createPositionStore(store) },
      ...{ engine: wish.engine ?? engine, logger: createAlarms().logger },
      ...(wish.shownWithinMs === undefined ? {} : { shownWithinMs: wish.shownWithinMs }),
    });
    const run = await until<MigrationRun>('the migration to end', async () => {
      const found = await migrations.find(id);
      return found !== null && found.endedAt !== null && found;
    });
    await runs.stop();
    const items = await migrations.items(id, null, { after: null, limit: 500 });
    return { run, items };
  }

  return {
    ...{ store, running, migrations, definitions, engine: zeebe.engine, told, deploy, walk },
    timers: createTimerStore(store),
    addTime: zeebe.addTime,
    /** Starts an instance by message and waits until it is seen. */
    begin: async (message: string, caseId: string): Promise<InstanceRow> => {
      await zeebe.engine.publishMessage({
        ...{ name: message, correlationKey: caseId, messageId: caseId, ttlMs: 3_600_000 },
        variables: { caseId },
      });
      return until(`the instance of ${caseId}`, () =>
        store.rows<InstanceRow>('instances').findOne({ businessKey: caseId }),
      );
    },
    instance: (key: string) =>
      until('the instance', () => store.rows<InstanceRow>('instances').findOne({ _id: key })),
    /** An open task of an instance at an element, waited for. */
    task: (instanceKey: string, elementId: string) =>
      until(`the task ${elementId}`, () =>
        store.rows<TaskRow>('tasks').findOne({ instanceKey, elementId, state: 'open' }),
      ),
    migrate: async (wish: Wish) => walk(await ask(wish), wish),
    ask,
    stop: async () => {
      await projection.stop();
      await zeebe.stop();
      await database.stop();
    },
  };
}
