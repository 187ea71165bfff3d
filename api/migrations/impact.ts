import type { Mapping, MigrationDiagram } from '../../processes/migration/diagram.ts';
import { knownOnly, proposeMapping } from '../../processes/migration/mapping.ts';
import type { Move, Obstacle } from '../../processes/migration/obstacles.ts';
import {
  createJudge,
  type PlannedTimer,
  placeOf,
  timersAt,
} from '../../processes/migration/plan.ts';
import type { DefinitionRow } from '../../workers/store/definitions.ts';
import { type RunningVersion, type Waiting, wayOf } from '../../workers/store/running.ts';
import type { Resource } from '../../workers/zeebe/port.ts';
import { readMigrationDiagrams } from '../../workers/zeebe/read-migration.ts';
import type { ApiDeps } from '../deps.ts';
import type { ImpactView, ObstacleView, PlaceView, VersionImpact } from './schema.ts';

type ImpactDeps = Pick<ApiDeps, 'running' | 'definitions' | 'now'>;

const pageSize = 500;

/** The diagram of a deployed version; null when it is not on record or cannot be read. */
export async function diagramOf(row: DefinitionRow | null): Promise<MigrationDiagram | null> {
  const read = await readMigrationDiagrams(row?.resource ?? '');
  return read.find(({ processId }) => processId === row?.id) ?? null;
}

/** A reason with the name people know its place by. */
export function presentObstacle(obstacle: Obstacle, of: MigrationDiagram | null): ObstacleView {
  const name = of?.elements.get(obstacle.elementId)?.name;
  return { ...obstacle, elementName: name || obstacle.elementId };
}

/** Counts by reason: an instance counts once for each. */
class Reasons {
  readonly #counts = new Map<string, { obstacle: Obstacle; instances: number }>();

  add(obstacles: readonly Obstacle[]): void {
    const seen = new Set<string>();
    for (const obstacle of obstacles) {
      const key = `${obstacle.code} ${obstacle.elementId} ${obstacle.about}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const before = this.#counts.get(key)?.instances ?? 0;
      this.#counts.set(key, { obstacle, instances: before + 1 });
    }
  }

  all(of: MigrationDiagram) {
    return [...this.#counts.values()]
      .sort((a, b) => b.instances - a.instances)
      .map(({ obstacle, instances }) => ({ ...presentObstacle(obstacle, of), instances }));
  }
}

async function look({ running }: ImpactDeps, move: Move, definitionKey: string) {
  const judge = createJudge(move);
  const at = new Map<string, number>();
  const reasons = new Reasons();
  const seen = { running: 0, held: 0, clocks: 0 };
  for (let after: string | null = null; ; ) {
    const rows = await running.onVersion(definitionKey, { after, limit: pageSize });
    const keys = rows.map(({ _id }) => _id);
    const [stalls, clocks] = await Promise.all([
      running.stalledAt(keys),
      running.clocksOf([...new Set(rows.flatMap(({ caseId }) => caseId ?? []))]),
    ]);
    for (const row of rows) {
      const way = wayOf(row, stalls.get(row._id) ?? []);
      const obstacles = judge(way);
      seen.running += 1;
      seen.held += Number(obstacles.length > 0);
      reasons.add(obstacles);
      for (const id of new Set(Object.values(way.tokens))) at.set(id, (at.get(id) ?? 0) + 1);
    }
    seen.clocks += [...clocks.values()].reduce((sum, of) => sum + of.length, 0);
    after = rows.at(-1)?._id ?? null;
    if (rows.length < pageSize) return { seen, at, reasons: reasons.all(move.from) };
  }
}

function timersWith(move: Move, timers: readonly PlannedTimer[], waiting: readonly Waiting[]) {
  return timers.map(({ elementId, fate }) => {
    const now = waiting.find((one) => one.elementId === elementId);
    const named = move.from.elements.get(elementId) ?? move.to.elements.get(elementId);
    return {
      ...{ elementId, fate, name: named?.name || elementId },
      waiting: now?.count ?? 0,
      firstAt: now?.firstAt?.toISOString() ?? null,
    };
  });
}

/** What bringing everything that runs on a version to another diagram would do. */
export async function impactOf(
  deps: ImpactDeps,
  { definitionKey, version }: { definitionKey: string; version: number },
  move: Move,
): Promise<VersionImpact> {
  const [{ seen, at, reasons }, tasks, timers] = await Promise.all([
    look(deps, move, definitionKey),
    deps.running.openTasks(definitionKey),
    deps.running.openTimers(definitionKey),
  ]);
  const places = [...at].map(([elementId, instances]): PlaceView => {
    const place = placeOf(move, elementId);
    return {
      ...place,
      instances,
      tasks: tasks.find((one) => one.elementId === elementId)?.count ?? 0,
      timers: timersWith(move, place.timers, timers),
      obstacles: place.obstacles.map((one) => presentObstacle(one, move.from)),
    };
  });
  return {
    ...{ definitionKey, version, reasons },
    ...{ running: seen.running, held: seen.held, movable: seen.running - seen.held },
    places: places.sort((a, b) => b.instances - a.instances),
    processTimers: timersWith(move, timersAt(move, null), timers),
    clocks: seen.clocks,
    // A legal date is a record of the house; neither a deployment nor a migration writes one.
    clocksMoved: 0,
  };
}

/** The move from a deployed version to a diagram, with the mapping given or the one proposed. */
export function moveBetween(from: MigrationDiagram, to: MigrationDiagram, mapping?: Mapping): Move {
  const led = mapping === undefined ? proposeMapping(from, to) : knownOnly(mapping, from, to);
  return { from, to, mapping: led };
}

interface ReadFile {
  readonly file: string;
  readonly content: string;
  readonly diagrams: readonly MigrationDiagram[];
}

async function readAll(files: readonly Resource[]): Promise<ReadFile[]> {
  const diagrams = files.filter(({ name }) => name.endsWith('.bpmn'));
  return Promise.all(
    diagrams.map(async ({ name, content }) => ({
      ...{ file: name, content },
      diagrams: await readMigrationDiagrams(content),
    })),
  );
}

function nothingLeft(from: MigrationDiagram): MigrationDiagram {
  return { processId: from.processId, name: from.name, elements: new Map() };
}

interface Change {
  readonly processId: string;
  /** Null: the set holds it no more. */
  readonly to: MigrationDiagram | null;
  readonly file: string;
}

const holds = (processId: string) => (one: ReadFile) =>
  one.diagrams.some((diagram) => diagram.processId === processId);

/** What a set does to a diagram that something runs on; null when nothing, or when the base never held it. */
function changeOf(
  processId: string,
  before: readonly ReadFile[],
  after: readonly ReadFile[],
): Change | null {
  const [old, file] = [before.find(holds(processId)), after.find(holds(processId))];
  if (file === undefined) return old ? { processId, to: null, file: old.file } : null;
  if (before.some(({ content }) => content === file.content)) return null;
  const to = file.diagrams.find((one) => one.processId === processId) ?? null;
  return { processId, to, file: file.file };
}

/** What a change means for each version of its diagram; the picture is that of the version most run on. */
async function impactOfChange(
  deps: ImpactDeps,
  { processId, to, file }: Change,
  versions: readonly RunningVersion[],
): Promise<ImpactView['processes'][number]> {
  const impacts: VersionImpact[] = [];
  const seen = { name: to?.name ?? processId, xml: '', running: -1 };
  for (const one of versions) {
    const row = await deps.definitions.find(one.definitionKey);
    const from = await diagramOf(row);
    if (from === null) continue;
    if (one.running > seen.running)
      Object.assign(seen, { xml: row?.resource ?? '', running: one.running });
    seen.name = to?.name ?? from.name;
    impacts.push(await impactOf(deps, one, moveBetween(from, to ?? nothingLeft(from))));
  }
  const change = to === null ? 'removed' : 'changed';
  return { processId, file, change, name: seen.name, xml: seen.xml, versions: impacts };
}

/** What a proposed set of files would mean for everything that runs, against the set it was made from. */
export async function impactOfFiles(
  deps: ImpactDeps,
  base: readonly Resource[],
  draft: readonly Resource[],
): Promise<ImpactView> {
  const [before, after] = [await readAll(base), await readAll(draft)];
  const versions = await deps.running.versions();
  const processes: ImpactView['processes'] = [];
  for (const processId of new Set(versions.map((one) => one.processId))) {
    const change = changeOf(processId, before, after);
    const running = versions.filter((version) => version.processId === processId);
    if (change !== null) processes.push(await impactOfChange(deps, change, running));
  }
  const all = processes.flatMap((one) => one.versions);
  const sum = (of: (impact: VersionImpact) => number) => all.reduce((n, one) => n + of(one), 0);
  return {
    asOf: deps.now().toISOString(),
    processes,
    running: sum((one) => one.running),
    held: sum((one) => one.held),
    clocks: sum((one) => one.clocks),
    clocksMoved: sum((one) => one.clocksMoved),
    unreadable: after.filter(({ diagrams }) => diagrams.length === 0).map(({ file }) => file),
  };
}
