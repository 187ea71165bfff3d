import { expressionFindings } from '../../models/expressions.ts';
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

interface OwnAnswer {
  readonly problems: readonly Problem[];
  /** Whether others may look at it too: it is readable, and not of a size that keeps them busy for minutes. */
  readonly readable: boolean;
}

/** What our own rules say about a diagram: broken XML, what would stall later, what is shipped in bad shape. */
export async function lintByOwnRules(
  xml: string,
  { house = false }: LintOptions = {},
): Promise<OwnAnswer> {
  const { root, problems } = await parseDiagram(xml);
  if (root === null) return { problems, readable: false };
  const diagram = readElements(root);
  const findings = [
    ...[...engineRules, ...(house ? houseRules : [])].flatMap((rule) => rule(diagram)),
    ...expressionFindings(root),
  ];
  const readable = findings.every(({ rule }) => rule !== 'size');
  return { problems: placed(xml, findings), readable };
}

/**
 * What is wrong with each diagram: broken XML, what the engine's version cannot run, what would stall later.
 * Warnings count as errors. An empty list means that the diagram may be deployed.
 */
export async function lintDiagrams(
  diagrams: readonly string[],
  { house = false }: LintOptions = {},
): Promise<Problem[][]> {
  const own = await Promise.all(diagrams.map((xml) => lintByOwnRules(xml, { house })));
  const readable = diagrams.filter((_, place) => own[place]?.readable);
  const others = await bpmnlintFindings(readable, { house });
  return diagrams.map((xml, place) => [
    ...(own[place]?.problems ?? []),
    ...(own[place]?.readable ? placed(xml, others[readable.indexOf(xml)] ?? []) : []),
  ]);
}

/** What is wrong with one diagram, see `lintDiagrams`. */
export async function lintDiagram(xml: string, options: LintOptions = {}): Promise<Problem[]> {
  return (await lintDiagrams([xml], options)).flat();
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

const unknownKind: Problem = {
  file: null,
  element: null,
  rule: 'kind',
  message: 'the file is no diagram (.bpmn), decision (.dmn) or form (.form)',
  line: null,
};

/** What is wrong with each file of a set taken alone; the ending of its name says what it is. */
export async function lintFiles(
  files: readonly { readonly name: string; readonly content: string }[],
  options: LintOptions = {},
): Promise<Problem[]> {
  const drawn = files.filter(({ name }) => name.endsWith('.bpmn'));
  const diagrams = await lintDiagrams(
    drawn.map(({ content }) => content),
    options,
  );
  const each = await Promise.all(
    files.map(async (file) => {
      const { name, content } = file;
      if (name.endsWith('.bpmn')) return diagrams[drawn.indexOf(file)] ?? [];
      if (name.endsWith('.dmn')) return lintDecisions(content, options);
      return name.endsWith('.form') ? lintForm(content, options) : [unknownKind];
    }),
  );
  return each.flatMap((problems, place) =>
    problems.map((problem) => ({ ...problem, file: files[place]?.name ?? null })),
  );
}
