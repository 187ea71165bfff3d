import { setTimeout as rest } from 'node:timers/promises';
import type { Move } from '../../processes/migration/obstacles.ts';
import { createJudge, timersAt } from '../../processes/migration/plan.ts';
import type { WatermarkRow } from '../store/engine-records.ts';
import type { InstanceRow } from '../store/instances.ts';
import type {
  DatedKey,
  MigrationItem,
  MigrationLease,
  MigrationProgress,
  MigrationRun,
} from '../store/migrations.ts';
import { wayOf } from '../store/running.ts';
import type { MigrationDeps } from './run-step.ts';
import { type Refused, tellEngine } from './tell-engine.ts';

const batchSize = 20;
const lookEveryMs = 100;
/** The engine answers before its exporter writes. */
const usuallyShownWithinMs = 20_000;

type Leasing = () => MigrationLease;

/** The next few instances: first those the engine was told about by a walker that died. */
async function nextBatch(deps: MigrationDeps, run: MigrationRun) {
  const left = await deps.migrations.told(run.id);
  const page = { after: run.cursor, limit: batchSize, only: run.only };
  const fresh = await deps.running.onVersion(run.from.definitionKey, page);
  const leftKeys = new Set(left.map(({ instanceKey }) => instanceKey));
  const rows = [
    ...(await deps.running.byKeys([...leftKeys])),
    ...fresh.filter(({ _id }) => !leftKeys.has(_id)),
  ];
  return { left, fresh, rows };
}

async function begun(
  deps: MigrationDeps,
  run: MigrationRun,
  move: Move,
  { rows, left }: { rows: readonly InstanceRow[]; left: readonly MigrationItem[] },
): Promise<MigrationItem[]> {
  const keys = rows.map(({ _id }) => _id);
  const caseIds = rows.flatMap(({ caseId }) => caseId ?? []);
  const [timers, clocks, stalls, numbers] = await Promise.all([
    deps.running.timersOf(keys),
    deps.running.clocksOf(caseIds),
    deps.running.stalledAt(keys),
    deps.running.numbersOf(caseIds),
  ]);
  const judge = createJudge(move);
  const fate = (row: InstanceRow): Pick<MigrationItem, 'outcome' | 'obstacles'> => {
    if (row.processDefinitionKey === run.to.definitionKey)
      return { outcome: 'told', obstacles: [] };
    if (row.state !== 'active' && row.state !== 'banned')
      return { outcome: 'ended', obstacles: [] };
    const obstacles = judge(wayOf(row, stalls.get(row._id) ?? []));
    return { outcome: obstacles.length > 0 ? 'held' : 'told', obstacles };
  };
  return rows.map((row) => {
    const { _id: instanceKey, caseId } = row;
    const before = left.find((one) => one.instanceKey === instanceKey);
    return {
      ...{ _id: `${run.id}:${instanceKey}`, runId: run.id, instanceKey, caseId },
      number: numbers.get(caseId ?? '') ?? null,
      ...fate(row),
      refused: null,
      timersBefore: before?.timersBefore ?? timers.get(instanceKey) ?? [],
      timersAfter: [],
      clocksBefore: before?.clocksBefore ?? clocks.get(caseId ?? '') ?? [],
      ...{ timersMoved: 0, clocksMoved: 0, at: deps.now() },
    };
  });
}

/** Whether the projection has seen everything the exporter had written when `marks` were read. */
async function hasSeen({ positions }: MigrationDeps, marks: readonly WatermarkRow[]) {
  const seen = new Map((await positions.all()).map(({ _id, position }) => [_id, position]));
  return marks.every(({ _id, position }) => (seen.get(_id) ?? -1) >= position);
}

/**
 * Waits until the record stream shows the instances on the new version. What it does not show in time is left out, but
 * never before the projection has caught up: one that was just started may be far behind.
 */
async function shown(
  deps: MigrationDeps,
  run: MigrationRun,
  keys: readonly string[],
  leasing: Leasing,
): Promise<ReadonlyMap<string, InstanceRow>> {
  const end = performance.now() + (deps.shownWithinMs ?? usuallyShownWithinMs);
  let marks: readonly WatermarkRow[] | null = null;
  for (;;) {
    if (marks === null && performance.now() > end) marks = await deps.records.watermarks();
    const isOver = marks !== null && (await hasSeen(deps, marks));
    const rows = await deps.running.byKeys(keys);
    const there = rows.filter(
      ({ processDefinitionKey, state }) =>
        processDefinitionKey === run.to.definitionKey || state !== 'active',
    );
    if (there.length === keys.length || isOver) return new Map(there.map((row) => [row._id, row]));
    await deps.migrations.hold(leasing());
    await rest(lookEveryMs);
  }
}

/** Timers with another date than before: the same timer moved, or one that began anew. */
function movedTimers(move: Move, before: readonly DatedKey[], after: readonly DatedKey[]): number {
  const was = new Map(before.map(({ key, at }) => [key, at.getTime()]));
  const hosts = [null, ...move.from.elements.keys()];
  const anew = new Set(
    hosts.flatMap((host) =>
      timersAt(move, host).flatMap(({ elementId, fate }) => (fate === 'restarts' ? elementId : [])),
    ),
  );
  return after.filter(({ key, elementId, at }) => {
    const due = was.get(key);
    return due === undefined ? anew.has(elementId) : due !== at.getTime();
  }).length;
}

function otherDates(before: readonly DatedKey[], after: readonly DatedKey[]): number {
  const now = new Map(after.map(({ key, at }) => [key, at.getTime()]));
  return before.filter(({ key, at }) => (now.get(key) ?? at.getTime()) !== at.getTime()).length;
}

interface Sent {
  readonly items: readonly MigrationItem[];
  readonly there: ReadonlyMap<string, InstanceRow>;
  readonly refused: ReadonlyMap<string, Refused>;
}

async function concluded(
  deps: MigrationDeps,
  run: MigrationRun,
  move: Move,
  { items, there, refused }: Sent,
): Promise<MigrationItem[]> {
  const timers = await deps.running.timersOf(items.map(({ instanceKey }) => instanceKey));
  const clocks = await deps.running.clocksOf(items.flatMap(({ caseId }) => caseId ?? []));
  return items.map((item) => {
    const row = there.get(item.instanceKey);
    if (row === undefined) {
      const words = refused.get(item.instanceKey) ?? { words: '', code: 'NOT_SHOWN' as const };
      return { ...item, outcome: 'failed', refused: words };
    }
    const timersAfter = timers.get(item.instanceKey) ?? [];
    return {
      ...item,
      outcome: row.processDefinitionKey === run.to.definitionKey ? 'migrated' : 'ended',
      timersAfter,
      timersMoved: movedTimers(move, item.timersBefore, timersAfter),
      clocksMoved: otherDates(item.clocksBefore, clocks.get(item.caseId ?? '') ?? []),
      at: deps.now(),
    };
  });
}

/** Tells the engine about each instance that is not there yet; what it refused, by instance. */
async function tellAll(
  deps: MigrationDeps,
  run: MigrationRun,
  keys: readonly string[],
  leasing: Leasing,
): Promise<ReadonlyMap<string, Refused>> {
  const refused = new Map<string, Refused>();
  const plan = { definitionKey: run.to.definitionKey, mapping: run.mapping };
  for (const key of keys) {
    await deps.migrations.hold(leasing());
    const words = await tellEngine(deps.engine, key, plan);
    if (words !== null) refused.set(key, words);
  }
  return refused;
}

/** One batch from the engine's answer to the proof in the record stream; begun, it is ended, also when the run is stopped. */
async function moved(
  deps: MigrationDeps,
  run: MigrationRun,
  move: Move,
  {
    items,
    rows,
    leasing,
  }: {
    readonly items: readonly MigrationItem[];
    readonly rows: readonly InstanceRow[];
    readonly leasing: Leasing;
  },
): Promise<MigrationItem[]> {
  const told = items.filter(({ outcome }) => outcome === 'told');
  const there = new Set(
    rows
      .filter(({ processDefinitionKey }) => processDefinitionKey === run.to.definitionKey)
      .map(({ _id }) => _id),
  );
  const keys = told.map(({ instanceKey }) => instanceKey);
  const refused = await tellAll(
    deps,
    run,
    keys.filter((key) => !there.has(key)),
    leasing,
  );
  deps.failpoint('migration:told');
  const awaited = keys.filter((key) => !refused.has(key));
  const arrived = await shown(deps, run, awaited, leasing);
  // A refusal of what is there already is none: an answer before it was lost.
  const late = await deps.running.byKeys([...refused.keys()]);
  const thereNow = late.filter((row) => row.processDefinitionKey === run.to.definitionKey);
  const all = new Map([...arrived, ...thereNow.map((row) => [row._id, row] as const)]);
  return concluded(deps, run, move, { items: told, there: all, refused });
}

/**
 * Brings the next few instances to the new version: looks at each as it stands now, leaves alone what cannot move, notes
 * the others before the engine is told, and counts as moved only what the record stream then shows. A walker that died
 * in between is taken over without anything being done or counted twice.
 */
export async function migrateBatch(
  deps: MigrationDeps,
  run: MigrationRun,
  move: Move,
  leasing: Leasing,
): Promise<MigrationRun | 'done' | 'lost'> {
  const { migrations, running } = deps;
  const total = run.total ?? (await running.count(run.from.definitionKey, run.only));
  const { left, fresh, rows } = await nextBatch(deps, run);
  if (rows.length === 0) {
    const isOurs = await migrations.advance(leasing(), { ...progressOf(run), total });
    return isOurs ? 'done' : 'lost';
  }
  const items = await begun(deps, run, move, { rows, left });
  if (!(await migrations.hold(leasing()))) return 'lost';
  await migrations.putItems(items);
  const ended = await moved(deps, run, move, { items, rows, leasing });
  await migrations.putItems(ended);
  const tally = await migrations.tallyOf(run.id);
  const seen = tally.migrated + tally.held + tally.failed + tally.ended;
  const cursor = fresh.at(-1)?._id ?? run.cursor;
  const progress = { cursor, seen, tally, total: Math.max(total, seen) };
  await migrations.counted(run.id, progress);
  return (await migrations.advance(leasing(), progress)) ? { ...run, ...progress } : 'lost';
}

function progressOf({ cursor, seen, tally, total }: MigrationRun): MigrationProgress {
  return { cursor, seen, tally, total };
}
