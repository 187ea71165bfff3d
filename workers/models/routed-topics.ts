import type { TopicsDocument } from '../../processes/settings/topics.ts';
import { lineOf } from '../zeebe/lint/problem.ts';
import type { ModelSet } from '../zeebe/lint/read-set.ts';
import type { LeveledProblem } from './check-models.ts';

const quoted = /"((?:[^"\\]|\\.)*)"/g;

/** What is to be said of a complaint type that a row of a routing rule names; null when all is well. */
function sentenceOn(topic: string, { items }: TopicsDocument): string | null {
  const found = items.find(({ id }) => id === topic);
  if (found === undefined) return `no complaint type has the code «${topic}»`;
  return found.retired ? `the complaint type «${topic}» is retired: no new case gets it` : null;
}

/**
 * Rows of a rule that names units which name a complaint type that is not there, or that no case gets any more. A
 * warning: the rule still runs, and the type may come.
 */
export function routedTopics({ decisions }: ModelSet, topics: TopicsDocument): LeveledProblem[] {
  return decisions.flatMap(({ file, text, decision }) => {
    const column = decision.inputs.findIndex(({ expression }) => expression === 'topic');
    const isRouting = decision.outputs.some(({ name }) => name === 'unitId');
    if (column < 0 || !isRouting) return [];
    return decision.rules.flatMap(({ id, inputs }) =>
      [...(inputs[column] ?? '').matchAll(quoted)].flatMap(([, topic = '']) => {
        const message = sentenceOn(topic, topics);
        if (message === null) return [];
        const line = lineOf(text, id);
        return [
          { file, element: id, rule: 'routed-topic', message, line, level: 'warning' as const },
        ];
      }),
    );
  });
}
