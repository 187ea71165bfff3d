import { isMappable, type Mapping } from '../../processes/migration/diagram.ts';
import type { Move } from '../../processes/migration/obstacles.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { DefinitionRow } from '../../workers/store/definitions.ts';
import type { ApiDeps } from '../deps.ts';
import { diagramOf, moveBetween } from './impact.ts';

/** Two deployed versions of one diagram and what leads from one to the other. */
export interface Between {
  readonly from: DefinitionRow;
  readonly to: DefinitionRow;
  readonly move: Move;
}

interface Asked {
  readonly fromKey: string;
  readonly toKey: string;
  readonly mapping?: Mapping | undefined;
}

async function processOf({ definitions }: Pick<ApiDeps, 'definitions'>, key: string) {
  const row = await definitions.find(key);
  const diagram = await diagramOf(row);
  if (row === null || row.kind !== 'process' || diagram === null)
    throw new Refusal('DEFINITION_UNKNOWN');
  return { row, diagram };
}

/** @throws Refusal `MIGRATION_MAPPING` naming the first element that is in neither version or cannot hold a token */
function checkMapping({ from, to }: Move, mapping: Mapping): void {
  for (const [source, target] of Object.entries(mapping)) {
    const [one, other] = [from.elements.get(source), to.elements.get(target)];
    if (one === undefined || !isMappable(one, from))
      throw new Refusal('MIGRATION_MAPPING', { element: source });
    if (other === undefined || !isMappable(other, to))
      throw new Refusal('MIGRATION_MAPPING', { element: target });
  }
}

/**
 * What is asked for as a move between two versions.
 *
 * @throws Refusal `DEFINITION_UNKNOWN`, `MIGRATION_OTHER_PROCESS`, `MIGRATION_SAME_VERSION`, `MIGRATION_NOT_IN_FORCE`
 *   while a partition has not shown the new version, `MIGRATION_TAKEN_OUT` when the engine has it no more, `MIGRATION_MAPPING`
 */
export async function betweenOf(
  deps: Pick<ApiDeps, 'definitions' | 'modelSets'>,
  { fromKey, toKey, mapping }: Asked,
): Promise<Between> {
  const [from, to] = [await processOf(deps, fromKey), await processOf(deps, toKey)];
  if (from.row.id !== to.row.id) throw new Refusal('MIGRATION_OTHER_PROCESS');
  if (fromKey === toKey) throw new Refusal('MIGRATION_SAME_VERSION');
  if (await deps.modelSets.isTakenOut(toKey)) throw new Refusal('MIGRATION_TAKEN_OUT');
  if (!from.row.partitions.every((partition) => to.row.partitions.includes(partition)))
    throw new Refusal('MIGRATION_NOT_IN_FORCE');
  const move = moveBetween(from.diagram, to.diagram, mapping);
  if (mapping !== undefined) checkMapping(move, mapping);
  return { from: from.row, to: to.row, move };
}
