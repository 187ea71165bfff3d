import { type UnitRank, unitRanks } from '../../processes/replay/tally.ts';
import type { ReplayItem, ReplayRun } from '../../workers/store/replays.ts';
import type { RuleProblem, ScenarioRun } from '../../workers/store/scenario-runs.ts';
import type { ReplayItemView, ReplayView, ScenarioRunView } from './schema.ts';

type Names = ReadonlyMap<string, string>;
/** The words for a refusal, in the language of whoever asks. */
export type SayProblem = (
  code: string,
  params: Readonly<Record<string, string>>,
) => { readonly title: string; readonly detail: string };

const personOf = (id: string, names: Names) => ({ id, name: names.get(id) ?? id });

function unitOf({ unitId, before, after }: UnitRank, names: Names) {
  const shareOf = (side: UnitRank['before']) => side && { n: side.n, of: side.of, rank: side.rank };
  return {
    ...{ id: unitId, name: names.get(unitId) ?? unitId },
    ...{ before: shareOf(before), after: shareOf(after) },
  };
}

/** How far a replay is, what it counted, and how units would stand. */
export function presentReplay(
  run: ReplayRun,
  {
    people,
    units,
    say,
  }: { readonly people: Names; readonly units: Names; readonly say: SayProblem },
): ReplayView {
  const { id, draftId, name, base, filter, most, state, seen, fitting, error } = run;
  const { units: _counted, ...tally } = run.tally;
  const { from, until, ...others } = filter;
  return {
    ...{ id, draftId, name, base, most, state, seen, fitting, tally },
    filter: { ...others, from: from?.toISOString() ?? null, until: until?.toISOString() ?? null },
    total: fitting === null ? null : Math.min(fitting, most),
    askedBy: personOf(run.askedBy, people),
    askedAt: run.askedAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    endedAt: run.endedAt?.toISOString() ?? null,
    asOf: run.asOf?.toISOString() ?? null,
    error: error && say(error.code, { file: error.file, place: error.place }),
    units: unitRanks(run.tally).map((unit) => unitOf(unit, units)),
  };
}

/** One case of a replay, with what would have been otherwise in it; `open` are those whoever asks may open. */
export function presentReplayItem(item: ReplayItem, open: ReadonlySet<string>): ReplayItemView {
  const { caseId, number, topic, unitId, differences } = item;
  return {
    ...{ caseId, number, topic, unitId, differences: [...differences] },
    receivedAt: item.receivedAt.toISOString(),
    mayOpen: open.has(caseId),
  };
}

function problemOf({ code, file, place, message }: RuleProblem, say: SayProblem) {
  return { code, file, place, message, ...say(code, { file, place, message }) };
}

/** A run over the example cases of a draft; the digest tells whether the draft is still as it was. */
export function presentScenarioRun(
  run: ScenarioRun,
  {
    filesDigest,
    people,
    say,
  }: { readonly filesDigest: string; readonly people: Names; readonly say: SayProblem },
): ScenarioRunView {
  const { id, base, passed, cells, results } = run;
  const isOtherwise = ({ output, row, inForce }: ScenarioRun['results'][number]) =>
    inForce === null || inForce.output !== output || inForce.row !== row;
  return {
    ...{ id, base, passed, cells, results: [...results] },
    by: personOf(run.by, people),
    at: run.at.toISOString(),
    isOfTheseFiles: run.filesDigest === filesDigest,
    total: results.length,
    failed: results.filter((result) => !result.passed).length,
    changed: results.filter(isOtherwise).length,
    problems: run.problems.map((problem) => problemOf(problem, say)),
  };
}
