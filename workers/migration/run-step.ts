import type { Move } from '../../processes/migration/obstacles.ts';
import type { Now } from '../platform/clock.ts';
import type { Failpoint } from '../platform/failpoint.ts';
import type { Logger } from '../platform/logger.ts';
import type { DefinitionStore } from '../store/definitions.ts';
import type { EngineRecordStore } from '../store/engine-records.ts';
import type { MigrationRun, MigrationStore } from '../store/migrations.ts';
import type { PositionStore } from '../store/positions.ts';
import type { RunningStore } from '../store/running.ts';
import type { EnginePort } from '../zeebe/port.ts';
import { readMigrationDiagrams } from '../zeebe/read-migration.ts';

/** What a run over running instances works with. */
export interface MigrationDeps {
  readonly migrations: MigrationStore;
  readonly running: RunningStore;
  readonly definitions: Pick<DefinitionStore, 'find'>;
  readonly records: Pick<EngineRecordStore, 'watermarks'>;
  readonly positions: Pick<PositionStore, 'all'>;
  readonly engine: Pick<EnginePort, 'migrateInstance'>;
  readonly now: Now;
  readonly logger: Logger;
  readonly failpoint: Failpoint;
  /** How long the record stream may take to show a move, in ms. */
  readonly shownWithinMs?: number;
}

/** A diagram of a run is not on record or cannot be read. */
export class DiagramMissing extends Error {
  override readonly name = 'DiagramMissing';
}

/**
 * The two versions a run is between, as they were deployed.
 *
 * @throws DiagramMissing
 */
export async function moveOf(
  { definitions }: Pick<MigrationDeps, 'definitions'>,
  run: Pick<MigrationRun, 'processId' | 'from' | 'to' | 'mapping'>,
): Promise<Move> {
  const diagram = async (key: string) => {
    const row = await definitions.find(key);
    const read = await readMigrationDiagrams(row?.resource ?? '');
    const found = read.find(({ processId }) => processId === (row?.id ?? run.processId));
    if (found === undefined) throw new DiagramMissing(key);
    return found;
  };
  const [from, to] = [await diagram(run.from.definitionKey), await diagram(run.to.definitionKey)];
  return { from, to, mapping: run.mapping };
}
