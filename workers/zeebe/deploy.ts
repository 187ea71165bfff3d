import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isForEngine } from '../../processes/models/file.ts';
import type { Now } from '../platform/clock.ts';
import { sha256 } from '../platform/digest.ts';
import type { Logger } from '../platform/logger.ts';
import type { SettingStore } from '../store/settings.ts';
import type { Deployed, EnginePort, Resource } from './port.ts';
import { stampVersion } from './stamp-version.ts';

/** Looks for what would be accepted by the engine and stall later: lint findings and references that lead nowhere. */
export type CheckSet<P> = (resources: readonly Resource[]) => Promise<readonly P[]>;

export interface DeployDeps<P> {
  readonly engine: Pick<EnginePort, 'deploy'>;
  readonly check: CheckSet<P>;
}

export interface DeployedSet {
  readonly versionTag: string;
  readonly resources: readonly Deployed[];
}

/** A set that must not reach the engine, with every place that is wrong. */
export class RefusedSet<P> extends Error {
  override readonly name = 'RefusedSet';
  readonly problems: readonly P[];

  constructor(problems: readonly P[]) {
    super(`the set has ${problems.length} problem(s)`);
    this.problems = problems;
  }
}

/** @throws RefusedSet with every place that is wrong */
export async function mustBeSound<P>(
  resources: readonly Resource[],
  check: CheckSet<P>,
): Promise<void> {
  const problems = await check(resources);
  if (problems.length > 0) throw new RefusedSet(problems);
}

const settingName = 'shipped-set';
const kinds = ['.bpmn', '.dmn', '.form'] as const;
const allKinds = [...kinds, '.scenario.json'] as const;

/**
 * Deploys diagrams, decisions and forms as one set in one call. A decision deployed alone would make the following
 * set a duplicate, and its diagrams would stay on the old rule.
 *
 * @throws RefusedSet before anything is deployed; EngineError permanent when the engine refuses a file
 */
export async function deploySet<P>(
  resources: readonly Resource[],
  versionTag: string,
  { engine, check }: DeployDeps<P>,
): Promise<DeployedSet> {
  const models = resources.filter(isForEngine);
  await mustBeSound(models, check);
  return { versionTag, resources: await engine.deploy(stampVersion(models, versionTag)) };
}

export interface ShipDeps<P> extends DeployDeps<P> {
  readonly settings: Pick<SettingStore, 'find' | 'noteOnce'>;
  /** Keeps what was deployed as the first set of the house; twice changes nothing. */
  readonly register: (files: readonly Resource[], deployed: DeployedSet) => Promise<void>;
  readonly now: Now;
  readonly logger: Logger;
}

/**
 * Deploys what is shipped into an empty installation, once. Afterwards the versions of the studio are the truth: a
 * shipped file deployed again would become the newest version.
 *
 * @returns null when the installation has its diagrams
 */
export async function deployShipped<P>(
  resources: readonly Resource[],
  { settings, register, now, logger, ...deps }: ShipDeps<P>,
): Promise<DeployedSet | null> {
  if ((await settings.find(settingName)) !== null) return null;
  // The same files give the same version: a start that died before the note deploys nothing new.
  const digest = sha256(resources.map(({ name, content }) => `${name}\n${content}`).join('\n'));
  const set = await deploySet(resources, `shipped-${digest.slice(0, 12)}`, deps);
  const { versionTag } = set;
  await register(resources, set);
  const files = resources.map(({ name }) => name);
  await settings.noteOnce(settingName, { versionTag, files }, now());
  logger.of('engine').info('deployment.shipped', { versionTag, resources: set.resources.length });
  return set;
}

/** The diagrams, decisions and forms below a folder, by name. */
export function readSet(folder: string): Promise<Resource[]> {
  return readBelow(folder, kinds);
}

/** A whole set: the diagrams, decisions, forms and scenarios below a folder, by name. */
export function readWholeSet(folder: string): Promise<Resource[]> {
  return readBelow(folder, allKinds);
}

async function readBelow(folder: string, wanted: readonly string[]): Promise<Resource[]> {
  const entries = await readdir(folder, { recursive: true });
  const files = entries.filter((name) => wanted.some((kind) => name.endsWith(kind))).sort();
  return Promise.all(
    files.map(async (name) => ({
      name: basename(name),
      content: await readFile(join(folder, name), 'utf8'),
    })),
  );
}
