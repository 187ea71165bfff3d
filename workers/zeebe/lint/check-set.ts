import { jobs, messages, taskForms } from '../../../processes/contracts.ts';
import { roles } from '../../../processes/roles.ts';
import type { Resource } from '../port.ts';
import { type LintOptions, lintFiles } from './lint-models.ts';
import type { Problem } from './problem.ts';
import { type Known, resolveReferences } from './resolve-references.ts';

/** What the house serves, sends and does: the contracts. */
export const knownToHouse: Known = {
  jobTypes: Object.keys(jobs),
  messages: Object.keys(messages),
  actions: Object.keys(taskForms),
  roles,
};

/** Everything that is wrong with a set before it reaches the engine; empty when it may be deployed. */
export async function checkSet(
  resources: readonly Resource[],
  { house = false, deployed }: LintOptions & Pick<Known, 'deployed'> = {},
): Promise<Problem[]> {
  if (resources.length === 0)
    return [
      { file: null, element: null, rule: 'empty', message: 'the set holds no file', line: null },
    ];
  const known = deployed === undefined ? knownToHouse : { ...knownToHouse, deployed };
  const linted = await lintFiles(resources, { house });
  return [...linted, ...(await resolveReferences(resources, known))];
}

/** A problem in one line, as compilers write it. */
export function sentenceOf({ file, line, element, rule, message }: Problem): string {
  const place = [file ?? '', line ?? ''].filter((part) => part !== '').join(':');
  return `${place}${element === null ? '' : ` ${element}`} ${message} (${rule})`.trim();
}
