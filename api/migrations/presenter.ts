import type { MigrationDiagram } from '../../processes/migration/diagram.ts';
import type { MigrationItem, MigrationRun } from '../../workers/store/migrations.ts';
import { presentObstacle } from './impact.ts';
import type { MigrationItemView, MigrationRunView } from './schema.ts';

/** How far a migration is. */
export function presentRun(
  run: MigrationRun,
  { name, names }: { readonly name: string; readonly names: ReadonlyMap<string, string> },
): MigrationRunView {
  const { askedBy, askedAt, endedAt, cursor, only, mapping, ...rest } = run;
  return {
    ...rest,
    name,
    mapping: { ...mapping },
    only: only === null ? null : [...only],
    askedBy: { id: askedBy, name: names.get(askedBy) ?? askedBy },
    askedAt: askedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

/** What a migration did with one instance. */
export function presentItem(item: MigrationItem, from: MigrationDiagram | null): MigrationItemView {
  const { instanceKey, caseId, number, outcome, refused, timersMoved, clocksMoved, at } = item;
  return {
    ...{ instanceKey, caseId, number, outcome, timersMoved, clocksMoved },
    refused: refused && { ...refused },
    obstacles: item.obstacles.map((one) => presentObstacle(one, from)),
    at: at.toISOString(),
  };
}
