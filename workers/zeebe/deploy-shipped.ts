import { fileURLToPath } from 'node:url';
import { backOffMs, rest } from './back-off.ts';
import { type DeployedSet, deployShipped, readWholeSet, type ShipDeps } from './deploy.ts';
import { isTransient } from './port.ts';

const models = fileURLToPath(new URL('../../processes', import.meta.url));
const patience = { baseMs: 500, factor: 2, maxMs: 5000 };

/**
 * Deploys the shipped diagrams into an empty installation, as soon as the engine can be reached.
 *
 * @returns null when the installation has its diagrams, or `signal` ended the wait
 * @throws RefusedSet; EngineError permanent when the engine refuses a file
 */
export async function deployShippedOnce<P>(
  deps: ShipDeps<P>,
  signal: AbortSignal,
): Promise<DeployedSet | null> {
  const resources = await readWholeSet(models);
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      return await deployShipped(resources, deps);
    } catch (error) {
      if (!isTransient(error)) throw error;
      if (attempt % 10 === 0)
        deps.logger.of('engine').info('deployment.waits-for-engine', { attempt });
      await rest(backOffMs(attempt, patience), signal);
    }
  }
  return null;
}
