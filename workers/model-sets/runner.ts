import { randomUUID } from 'node:crypto';
import { toError } from '../platform/errors.ts';
import { restUnless } from '../platform/walk-runs.ts';
import type { ModelSet, SetLease } from '../store/model-sets.ts';
import { backOffMs } from '../zeebe/back-off.ts';
import { isTransient } from '../zeebe/port.ts';
import { type PublishDeps, publishStep } from './publish-step.ts';
import { type TakeOutDeps, takeOutUnused } from './take-out.ts';

/** A worker that is silent this long is taken to have died; longer than the engine lets a deployment wait. */
const leaseMs = 20_000;
/** How often it is looked though no bell rang. */
const lookEveryMs = 1000;
/** How often the record stream is asked whether every partition has shown the set. */
const proveEveryMs = 50;
const patience = { baseMs: 250, factor: 2, maxMs: 5000 };

/** Says that the engine is away; false when another has taken the set. The database may be what is away. */
async function noteWaiting(
  { modelSets }: PublishDeps,
  { waitsFor }: ModelSet,
  lease: SetLease,
): Promise<boolean> {
  if (waitsFor !== null) return true;
  return modelSets.advance(lease, { waitsFor: 'engine' }).catch(() => true);
}

/** Puts one set in force; while the engine is away it waits and says so. */
async function walk(
  deps: PublishDeps,
  taken: ModelSet,
  owner: string,
  leaving: AbortSignal,
): Promise<void> {
  const { modelSets, now, logger } = deps;
  const lease = () => ({ tag: taken.tag, owner, until: new Date(now().getTime() + leaseMs) });
  let set = taken;
  let failures = 0;
  while (!leaving.aborted) {
    try {
      const next = await publishStep(deps, set, lease());
      failures = 0;
      if (next === 'over' || next === 'lost') return;
      if (next === 'waits') await restUnless(leaving, proveEveryMs);
      else set = next;
    } catch (error) {
      if (failures % 10 === 0)
        logger.warn('model-set.waits', { versionTag: set.tag, error: toError(error) });
      if (isTransient(error)) {
        if (!(await noteWaiting(deps, set, lease()))) return;
        set = { ...set, waitsFor: 'engine' };
      }
      await restUnless(leaving, backOffMs(failures, patience));
      failures += 1;
    }
  }
  await modelSets.release(lease());
}

/**
 * Puts sets in force one after the other, also those whose worker died on the way; behind each, what nothing runs on
 * any more leaves the engine.
 */
export function startPublications(deps: PublishDeps & TakeOutDeps): {
  readonly stop: () => Promise<void>;
} {
  const leaving = new AbortController();
  const owner = randomUUID();
  const { modelSets, now } = deps;
  let wake = new AbortController();
  let unwatch: (() => Promise<void>) | null = null;

  /** The stream of changes is only the bell: when it dies it is opened again at the next look. */
  function listen(): void {
    unwatch ??= modelSets.watch(
      () => wake.abort(),
      () => {
        const lost = unwatch;
        unwatch = null;
        void lost?.().catch(() => undefined);
      },
    );
  }

  async function work(): Promise<boolean> {
    const until = new Date(now().getTime() + leaseMs);
    const set = await modelSets.take(owner, now(), until);
    if (set === null) return false;
    await walk(deps, set, owner, leaving.signal);
    // What stays now is looked at again behind the next set, and each night.
    await takeOutUnused(deps).catch((thrown: unknown) =>
      deps.logger.warn('model-set.stays', { error: toError(thrown) }),
    );
    return true;
  }

  async function loop(): Promise<void> {
    while (!leaving.signal.aborted) {
      wake = new AbortController();
      listen();
      // The database may be away: then nothing is under way either, and it is looked again.
      const worked = await work().catch(() => false);
      if (!worked) await restUnless(AbortSignal.any([leaving.signal, wake.signal]), lookEveryMs);
    }
  }

  const looping = loop();
  return {
    stop: async () => {
      leaving.abort();
      await looping;
      await unwatch?.().catch(() => undefined);
    },
  };
}
