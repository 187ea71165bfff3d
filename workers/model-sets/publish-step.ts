import { Refusal } from '../../processes/refusal.ts';
import type { Now } from '../platform/clock.ts';
import type { Failpoint } from '../platform/failpoint.ts';
import type { Logger } from '../platform/logger.ts';
import type { DefinitionStore } from '../store/definitions.ts';
import type { ModelSet, SetError, SetLease } from '../store/model-sets.ts';
import type { Stores } from '../store/stores.ts';
import { deploySet } from '../zeebe/deploy.ts';
import { EngineError, type EnginePort } from '../zeebe/port.ts';

/** What putting a set in force works with. */
export interface PublishDeps extends Pick<Stores, 'store' | 'modelSets' | 'modelDrafts'> {
  readonly engine: Pick<EnginePort, 'deploy' | 'topology'>;
  readonly definitions: Pick<DefinitionStore, 'shownBy'>;
  readonly now: Now;
  readonly logger: Logger;
  readonly failpoint: Failpoint;
}

/** `waits`: look again soon; `over`: in force or failed; `lost`: another has taken it. */
export type Step = ModelSet | 'waits' | 'over' | 'lost';

/** Gives the draft back: it stands as it was approved. */
async function endWithError(
  { store, modelSets, modelDrafts, now, logger }: PublishDeps,
  set: ModelSet,
  lease: SetLease,
  error: SetError,
): Promise<Step> {
  const isOurs = await store.transaction(async (tx) => {
    if (!(await modelSets.fail(tx, lease, error))) return false;
    if (set.draftId !== null)
      await modelDrafts.change(set.draftId, now(), () => ({ fields: { publishing: null } }), tx);
    return true;
  });
  if (isOurs) logger.warn('model-set.failed', { versionTag: set.tag, code: error.code });
  return isOurs ? 'over' : 'lost';
}

/** Why a set can never come into force; null when another try may help. */
function finalError(thrown: unknown): SetError | null {
  if (thrown instanceof EngineError && thrown.kind === 'permanent')
    return { code: 'ENGINE_REFUSED', messages: [thrown.message] };
  if (thrown instanceof Refusal) return { code: 'FAILED', messages: [thrown.code] };
  return null;
}

async function advanced(
  { modelSets }: PublishDeps,
  set: ModelSet,
  lease: SetLease,
  progress: Parameters<PublishDeps['modelSets']['advance']>[1],
): Promise<ModelSet | 'lost'> {
  return (await modelSets.advance(lease, progress)) ? { ...set, ...progress } : 'lost';
}

/** It was looked at when it was asked for, and its texts cannot have changed since. */
const soundAlready = async () => [];

/**
 * Deploys the whole set in one call. Its version and texts are fixed: the engine takes a second try of a worker that
 * died for the same.
 */
async function deploy(deps: PublishDeps, set: ModelSet, lease: SetLease): Promise<Step> {
  const { modelSets, engine, failpoint } = deps;
  const inForce = await modelSets.inForce();
  if (set.base !== (inForce?.tag ?? null))
    return endWithError(deps, set, lease, { code: 'BASE_MOVED', messages: [] });
  failpoint('model-set:deploying');
  const { partitions } = await engine.topology();
  const files = await modelSets.contents(set.tag);
  const { resources: parts } = await deploySet(files, set.tag, { engine, check: soundAlready });
  failpoint('model-set:deployed');
  const partitionCount = partitions.length;
  return advanced(deps, set, lease, { state: 'proving', parts, partitionCount, waitsFor: null });
}

/** In force is what every partition has shown in its records: all processes, decisions and forms of the set. */
async function prove(deps: PublishDeps, set: ModelSet, lease: SetLease): Promise<Step> {
  const { definitions, engine, now, failpoint } = deps;
  const count = set.partitionCount ?? (await engine.topology()).partitions.length;
  const keys = set.parts.map(({ key }) => key);
  const shown = await definitions.shownBy(keys);
  const isShown = (partition: number) => keys.every((key) => shown.get(key)?.includes(partition));
  const fresh = Array.from({ length: count }, (_, index) => index + 1)
    .filter((partition) => set.partitions.every((seen) => seen.partition !== partition))
    .filter(isShown)
    .map((partition) => ({ partition, seenAt: now() }));
  const partitions = [...set.partitions, ...fresh];
  const progress = { partitions, partitionCount: count, waitsFor: null };
  const next = await advanced(deps, set, lease, progress);
  failpoint('model-set:proving');
  if (next === 'lost') return 'lost';
  if (partitions.length < count) return fresh.length > 0 ? next : 'waits';
  return bringIntoForce(deps, next, lease);
}

async function bringIntoForce(deps: PublishDeps, set: ModelSet, lease: SetLease): Promise<Step> {
  const { store, modelSets, modelDrafts, now, logger, failpoint } = deps;
  const at = now();
  const isOurs = await store.transaction(async (tx) => {
    if (!(await modelSets.bringIntoForce(tx, lease, at))) return false;
    const published = { state: 'published', publishing: null } as const;
    if (set.draftId !== null)
      await modelDrafts.change(set.draftId, at, () => ({ fields: published }), tx);
    return true;
  });
  failpoint('model-set:in-force');
  if (isOurs)
    logger.info('model-set.in-force', {
      ...{ versionTag: set.tag, number: set.number, partitions: set.partitions.length },
      tookMs: at.getTime() - set.at.getTime(),
    });
  return isOurs ? 'over' : 'lost';
}

/**
 * Takes a set one step further on its way into force. Every step may happen twice, whoever does it.
 *
 * @throws EngineError transient while the engine is away; what the database throws
 */
export async function publishStep(
  deps: PublishDeps,
  set: ModelSet,
  lease: SetLease,
): Promise<Step> {
  try {
    return set.state === 'deploying'
      ? await deploy(deps, set, lease)
      : await prove(deps, set, lease);
  } catch (error) {
    const final = finalError(error);
    if (final === null) throw error;
    return endWithError(deps, set, lease, final);
  }
}
