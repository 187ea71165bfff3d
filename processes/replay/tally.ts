import { type Ranked, rankShares } from '../figures/ranking.ts';
import type { DifferenceKind } from './differences.ts';
import type { CaseReplay } from './replay-case.ts';

/** Answers in time of how many judged, on each side. */
export interface UnitTally {
  readonly unitId: string;
  readonly before: { readonly n: number; readonly of: number };
  readonly after: { readonly n: number; readonly of: number };
}

/** What a replay has counted so far. */
export interface ReplayTally {
  /** Cases in which anything differs. */
  readonly differing: number;
  /** Cases by what differs in them. */
  readonly kinds: Readonly<Partial<Record<DifferenceKind, number>>>;
  /** Due dates of the answer that come earlier or later. */
  readonly earlier: number;
  readonly later: number;
  /** Cases whose answer is late, on each side. */
  readonly overdue: { readonly before: number; readonly after: number };
  /** Cases of which a variable is not known that a table reads. */
  readonly missing: number;
  /** Cases with a due date counted over a year the calendar does not cover. */
  readonly provisional: number;
  /** Decisions that the rules in force answer otherwise than was recorded. */
  readonly drifted: number;
  readonly units: readonly UnitTally[];
}

export const noReplayTally: ReplayTally = {
  ...{ differing: 0, kinds: {}, earlier: 0, later: 0, missing: 0, provisional: 0 },
  ...{ drifted: 0, units: [] },
  overdue: { before: 0, after: 0 },
};

type Side = 'before' | 'after';

function countUnit(units: Map<string, UnitTally>, side: Side, replay: CaseReplay): void {
  const { unitId, done } = replay[side];
  if (unitId === null || done === null || done.verdict === null) return;
  const nothing = { n: 0, of: 0 };
  const so = units.get(unitId) ?? { unitId, before: nothing, after: nothing };
  const { n, of } = so[side];
  const counted = { n: n + Number(done.verdict === 'on-time'), of: of + 1 };
  units.set(unitId, { ...so, [side]: counted });
}

function dueMoves(replays: readonly CaseReplay[]) {
  const moves = replays.flatMap(({ before, after }) =>
    before.done === null || after.done === null
      ? []
      : [after.done.dueAt.getTime() - before.done.dueAt.getTime()],
  );
  return {
    earlier: moves.filter((ms) => ms < 0).length,
    later: moves.filter((ms) => ms > 0).length,
  };
}

const late = (replays: readonly CaseReplay[], side: Side) =>
  replays.filter((replay) => replay[side].done?.verdict === 'overdue').length;

const isProvisional = ({ before, after }: CaseReplay) =>
  before.done?.provisional === true || after.done?.provisional === true;

/** A tally with more cases in it. */
export function tallied(tally: ReplayTally, replays: readonly CaseReplay[]): ReplayTally {
  const units = new Map(tally.units.map((unit) => [unit.unitId, unit]));
  const kinds = { ...tally.kinds };
  for (const replay of replays) {
    countUnit(units, 'before', replay);
    countUnit(units, 'after', replay);
    for (const kind of new Set(replay.differences.map((one) => one.kind)))
      kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  const { earlier, later } = dueMoves(replays);
  return {
    differing: tally.differing + replays.filter((one) => one.differences.length > 0).length,
    kinds,
    earlier: tally.earlier + earlier,
    later: tally.later + later,
    overdue: {
      before: tally.overdue.before + late(replays, 'before'),
      after: tally.overdue.after + late(replays, 'after'),
    },
    missing: tally.missing + replays.filter((one) => one.missing.length > 0).length,
    provisional: tally.provisional + replays.filter(isProvisional).length,
    drifted: tally.drifted + replays.reduce((sum, one) => sum + one.drifted, 0),
    units: [...units.values()].toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1)),
  };
}

/** A unit's place among all by its share of answers in time. */
export interface UnitRank {
  readonly unitId: string;
  readonly before: Ranked | null;
  readonly after: Ranked | null;
}

/** The ranks of the units on both sides, best first as they would be; a unit without judged cases has none. */
export function unitRanks({ units }: ReplayTally): UnitRank[] {
  const rank = (side: Side) =>
    rankShares(units.map((unit) => ({ key: unit.unitId, ...unit[side] })));
  const [before, after] = [rank('before'), rank('after')];
  const of = (ranked: readonly Ranked[], unitId: string) =>
    ranked.find(({ key, of: judged }) => key === unitId && judged > 0) ?? null;
  return after.map(({ key: unitId }) => ({
    unitId,
    before: of(before, unitId),
    after: of(after, unitId),
  }));
}
