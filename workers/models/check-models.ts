import { checkSet } from '../zeebe/lint/check-set.ts';
import type { Decision } from '../zeebe/lint/decision.ts';
import { lineOf, type Problem } from '../zeebe/lint/problem.ts';
import { type InSet, type ModelSet, readModels } from '../zeebe/lint/read-set.ts';
import type { Known } from '../zeebe/lint/resolve-references.ts';
import type { Resource } from '../zeebe/port.ts';
import { unreadFields } from './form-use.ts';
import { scenarioProblems } from './scenario.ts';
import { checkTable } from './table/check-table.ts';

export type Level = 'error' | 'warning';

/** A place to mend before the set may be put in force, or one to look at. */
export type LeveledProblem = Problem & { readonly level: Level };

const isScenario = ({ name }: Resource) => name.endsWith('.scenario.json');
const leveled = (level: Level) => (problem: Problem) => ({ ...problem, level });

/** An instance with a token waiting at a join can never be moved to a newer version. */
function joins({ diagrams }: ModelSet): Problem[] {
  return diagrams.flatMap(({ file, text, diagram }) =>
    diagram.elements
      .filter(
        ({ type, incoming }) => /^(?:parallel|inclusive)Gateway$/.test(type) && incoming.length > 1,
      )
      .map(({ id }) => ({
        ...{ file, element: id, rule: 'no-parallel-join', line: lineOf(text, id) },
        message:
          'cases waiting at a join cannot move to a newer version: use several instances of one task instead',
      })),
  );
}

function tableWarnings({
  file,
  text,
  decision,
}: InSet<{ readonly decision: Decision }>): Problem[] {
  return checkTable(decision)
    .filter(({ level }) => level === 'warning')
    .map(({ rule, message, element }) => {
      const place = element ?? decision.id;
      return { file, element: place, rule, message, line: lineOf(text, place) };
    });
}

/**
 * Everything to be said about a set before it goes live: errors keep it from the engine, warnings do not.
 *
 * @param deployed ids in force, which a link bound to «latest» may lead to
 */
export async function checkModels(
  resources: readonly Resource[],
  deployed?: NonNullable<Known['deployed']>,
): Promise<LeveledProblem[]> {
  const forEngine = resources.filter((one) => !isScenario(one));
  const errors = await checkSet(forEngine, deployed === undefined ? {} : { deployed });
  const set = await readModels(forEngine);
  const warnings = [...joins(set), ...set.decisions.flatMap(tableWarnings), ...unreadFields(set)];
  const examples = resources.filter(isScenario).flatMap((one) => scenarioProblems(one, set));
  return [...[...errors, ...examples].map(leveled('error')), ...warnings.map(leveled('warning'))];
}
