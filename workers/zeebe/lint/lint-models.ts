import { bpmnlintFindings } from './bpmnlint.ts';
import { readDecisions } from './decision.ts';
import { decisionFindings } from './decision-rules.ts';
import { readElements } from './diagram.ts';
import { engineRules } from './engine-rules.ts';
import { formFindings, parseForm } from './form.ts';
import { houseRules } from './house-rules.ts';
import { type Problem, placed } from './problem.ts';
import { textProblems } from './read-text.ts';
import { parseDecisions, parseDiagram } from './read-xml.ts';

export interface LintOptions {
  /** Also ask what the shipped files promise: speaking ids, documentation, both languages, one screen. */
  readonly house?: boolean;
}

/**
 * What is wrong with a diagram: broken XML, what the engine's version cannot run, what would stall later.
 * Warnings count as errors. An empty list means that the diagram may be deployed.
 */
export async function lintDiagram(
  xml: string,
  { house = false }: LintOptions = {},
): Promise<Problem[]> {
  const { root, problems } = await parseDiagram(xml);
  if (root === null) return [...problems];
  const diagram = readElements(root);
  const own = [...engineRules, ...(house ? houseRules : [])].flatMap((rule) => rule(diagram));
  // The rules of bpmnlint compare everything with everything: they see nothing of a size that we refuse.
  const others = own.some(({ rule }) => rule === 'size')
    ? []
    : await bpmnlintFindings(root, { house });
  return placed(xml, [...own, ...others]);
}

/** What is wrong with a file of decisions. */
export async function lintDecisions(
  xml: string,
  { house = false }: LintOptions = {},
): Promise<Problem[]> {
  const { root, problems } = await parseDecisions(xml);
  if (root === null) return [...problems];
  const decisions = readDecisions(root);
  const none = { element: null, rule: 'decision-table', message: 'the file holds no decision' };
  const findings = decisions.flatMap((decision) => decisionFindings(decision, { house }));
  return placed(xml, decisions.length === 0 ? [none] : findings);
}

/** What is wrong with a form. */
export function lintForm(text: string, { house = false }: LintOptions = {}): Problem[] {
  const problems = textProblems('.form', text);
  if (problems.length > 0) return problems;
  const read = parseForm(text);
  if ('finding' in read) return [{ file: null, ...read.finding, line: read.line }];
  return placed(text, formFindings(read.components, { house }));
}

/** What is wrong with one file, by the ending of its name. */
export async function lintFile(
  { name, content }: { readonly name: string; readonly content: string },
  options: LintOptions = {},
): Promise<Problem[]> {
  const problems = name.endsWith('.bpmn')
    ? await lintDiagram(content, options)
    : name.endsWith('.dmn')
      ? await lintDecisions(content, options)
      : name.endsWith('.form')
        ? lintForm(content, options)
        : [
            {
              file: null,
              element: null,
              rule: 'kind',
              message: 'the file is no diagram (.bpmn), decision (.dmn) or form (.form)',
              line: null,
            },
          ];
  return problems.map((problem) => ({ ...problem, file: name }));
}
