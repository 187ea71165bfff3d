import { modelKindOf } from '../../processes/models/file.ts';
import type { Now } from '../platform/clock.ts';
import { sha256 } from '../platform/digest.ts';
import type { DefinitionStore } from '../store/definitions.ts';
import type { Stores } from '../store/stores.ts';
import type { DeployedSet } from '../zeebe/deploy.ts';
import type { Resource } from '../zeebe/port.ts';

interface RegisterDeps extends Pick<Stores, 'modelFiles' | 'modelSets'> {
  readonly now: Now;
}

const nobody = { base: null, draftId: null, publishedBy: null, reviewedBy: null } as const;
const unnamed = { name: '', description: '' } as const;

/**
 * Keeps what was shipped into an empty house as its first set; the same set a second time changes nothing. Like every
 * other set it is in force once all partitions have shown it.
 */
export async function registerShipped(
  { modelFiles, modelSets, now }: RegisterDeps,
  files: readonly Resource[],
  { versionTag, resources }: DeployedSet,
): Promise<void> {
  const at = now();
  const kept = await modelFiles.keep(files, at);
  await modelSets.registerOnce(
    { tag: versionTag, ...unnamed, files: kept, at, ...nobody },
    { state: 'proving', inForceAt: null, parts: resources, partitionCount: null, partitions: [] },
  );
}

/**
 * A house that had its diagrams before sets were kept: its first set is what the record stream knows as the newest of
 * each file.
 */
export async function registerOlderHouse({
  modelFiles,
  modelSets,
  definitions,
}: Omit<RegisterDeps, 'now'> & {
  readonly definitions: Pick<DefinitionStore, 'newestTexts'>;
}): Promise<void> {
  if (!(await modelSets.isEmpty())) return;
  const known = (await definitions.newestTexts()).filter(({ name }) => modelKindOf(name) !== null);
  if (known.length === 0) return;
  const byAge = known.toSorted((a, b) => b.deployedAt.getTime() - a.deployedAt.getTime());
  // One file may hold several processes: it is there once, as it was last.
  const texts = [...new Map(byAge.toReversed().map((text) => [text.name, text])).values()];
  const at = byAge[0]?.deployedAt ?? new Date(0);
  const kept = await modelFiles.keep(texts, at);
  const digest = sha256(kept.map((file) => file.digest).join('\n'));
  const tag = byAge.find(({ versionTag }) => versionTag !== null)?.versionTag;
  await modelSets.registerOnce(
    { tag: tag ?? `kept-${digest.slice(0, 12)}`, ...unnamed, files: kept, at, ...nobody },
    { state: 'in-force', inForceAt: at, parts: [], partitionCount: null, partitions: [] },
  );
}
