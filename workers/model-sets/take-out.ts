import type { Now } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { ModelSet, ModelSetStore } from '../store/model-sets.ts';
import type { RunningStore } from '../store/running.ts';
import type { EnginePort } from '../zeebe/port.ts';

/** What taking sets out of the engine works with. */
export interface TakeOutDeps {
  readonly modelSets: Pick<ModelSetStore, 'superseded' | 'sharedKeys' | 'noteTakenOut'>;
  readonly running: Pick<RunningStore, 'versions'>;
  readonly engine: Pick<EnginePort, 'deleteResource'>;
  readonly now: Now;
  readonly logger: Logger;
}

/** So many sets stay in the engine behind the one in force, used or not: what they were is asked for most. */
const keptBehind = 10;

/** What the engine can be told to delete: a decision goes with the diagram of its requirements. */
const deletable: ReadonlySet<ModelSet['parts'][number]['kind']> = new Set([
  'process',
  'requirements',
  'form',
]);

/**
 * Takes out of the engine the sets that were in force before and that no case runs on any more. The engine walks
 * through all earlier versions of every diagram at each deployment, so that without this every set would come into
 * force later than the one before (Zeebe 8.6). The house keeps their files: they can be looked at, compared and
 * put in force again as new ones. Happening twice it changes nothing.
 *
 * @throws EngineError while the engine is away; what the database throws
 */
export async function takeOutUnused(deps: TakeOutDeps): Promise<void> {
  const { modelSets, running, engine, now, logger } = deps;
  const old = await modelSets.superseded(keptBehind);
  if (old.length === 0) return;
  const used = new Set((await running.versions()).map(({ definitionKey }) => definitionKey));
  for (const { tag, number, parts } of old) {
    // A called diagram is one of the same set: while any of them runs, any other may begin.
    if (parts.some(({ key }) => used.has(key))) continue;
    const keys = parts.filter(({ kind }) => deletable.has(kind)).map(({ key }) => key);
    const shared = await modelSets.sharedKeys(tag, keys);
    const own = keys.filter((key) => !shared.has(key));
    for (const key of own) await engine.deleteResource(key);
    await modelSets.noteTakenOut(tag, now());
    logger.info('model-set.taken-out', { versionTag: tag, number, resources: own.length });
  }
}
