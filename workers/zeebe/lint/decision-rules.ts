import { feelFinding } from '../../models/feel.ts';
import { checkTable } from '../../models/table/check-table.ts';
import type { Decision } from './decision.ts';
import { namesIn } from './feel-names.ts';
import type { Finding } from './problem.ts';

const name = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const types = ['string', 'number', 'boolean', 'date', 'time', 'dateTime'];
const han = /\p{Script=Han}/u;

type Check = (decision: Decision) => readonly Omit<Finding, 'element'>[];
const say = (rule: string, message: string) => [{ rule, message }];

/** What has to hold before the engine sees the table: each of these deploys well and goes wrong when a case arrives. */
const always: readonly Check[] = [
  ({ table }) => (table ? [] : say('decision-table', 'a rule is a decision table')),
  ({ hitPolicy }) =>
    ['UNIQUE', 'FIRST', 'COLLECT', 'RULE ORDER', 'ANY'].includes(hitPolicy)
      ? []
      : say('hit-policy', `the hit policy «${hitPolicy}» is not known`),
  ({ variableType, outputs }) =>
    variableType !== null && outputs.length > 1
      ? say('variable-type', 'a table with several outputs must not state a type of its result')
      : [],
  ({ inputs }) =>
    inputs.flatMap(({ expression, typeRef }) =>
      !name.test(expression)
        ? say('input-column', `the input «${expression}» must be the name of one variable`)
        : types.includes(typeRef)
          ? []
          : say('input-column', `the input «${expression}» must state its type`),
    ),
  ({ outputs }) =>
    outputs.length > 1 && new Set(outputs.map((output) => output.name)).size < outputs.length
      ? say('output-column', 'each output needs a name of its own')
      : [],
  ({ rules, inputs, outputs }) =>
    rules
      .filter(
        (rule) => rule.inputs.length !== inputs.length || rule.outputs.length !== outputs.length,
      )
      .flatMap(({ id }) => say('cells', `the row «${id}» has not one cell for each column`)),
  (decision) => cellFindings(decision),
];

/** The engine records the input columns and nothing else: what reads more cannot be explained or replayed. */
function cellFindings({ rules, inputs }: Decision): Omit<Finding, 'element'>[] {
  const known = inputs.map(({ expression }) => expression);
  return rules.flatMap(({ id, inputs: ins, outputs }) =>
    [...ins, ...outputs].flatMap((cell) =>
      namesIn(cell)
        .filter((one) => !known.includes(one))
        .flatMap((one) =>
          one === 'now' || one === 'today'
            ? say('no-clock', `the row «${id}» asks for the time: make it an input column`)
            : say('only-inputs', `the row «${id}» reads «${one}», which is no input column`),
        ),
    ),
  );
}

/** What the shipped decisions promise besides. */
const house: readonly Check[] = [
  ({ name: label }) => (han.test(label) ? [] : say('name', 'the decision has no Chinese name')),
  ({ description }) => (description === '' ? say('documented', 'a description is missing') : []),
  ({ hasVersionTag }) => (hasVersionTag ? [] : say('version-tag', 'the version tag is missing')),
  ({ hitPolicy }) =>
    hitPolicy === 'UNIQUE' || hitPolicy === 'FIRST'
      ? []
      : say('hit-policy', 'the shipped tables answer with one row: UNIQUE or FIRST'),
  ({ rules }) =>
    rules
      .filter(({ annotation }) => !han.test(annotation))
      .flatMap(({ id }) => say('annotation', `the row «${id}» has no Chinese annotation`)),
  ({ rules, hitPolicy }) =>
    hitPolicy === 'FIRST' && !rules.at(-1)?.inputs.every((cell) => cell === '' || cell === '-')
      ? say('catch-all', 'the last row must fit whatever no other row fits')
      : [],
];

/** Cells that the engine could not read, or that would keep it busy without end. */
function feelFindings({ rules, inputs, outputs }: Decision): Finding[] {
  return rules.flatMap((rule, row) => {
    const cells = [
      ...rule.inputs.map((cell, at) => [cell, 'cell', inputs[at]?.label] as const),
      ...rule.outputs.map((cell, at) => [cell, 'expression', outputs[at]?.label] as const),
    ];
    return cells.flatMap(([cell, kind, label = '']) => {
      const found = feelFinding(cell, kind);
      if (found === null) return [];
      const message = `row ${row + 1} under «${label}»: ${found.message}`;
      return [{ element: rule.id, rule: found.rule, message }];
    });
  });
}

/** Rows of which only one may fit, and two do: the case would stall. */
function tableErrors(decision: Decision): Finding[] {
  return checkTable(decision)
    .filter(({ level }) => level === 'error')
    .map(({ rule, message, element }) => ({ element: element ?? decision.id, rule, message }));
}

/** What is wrong with one decision. */
export function decisionFindings(
  decision: Decision,
  options: { readonly house: boolean },
): Finding[] {
  const checks = options.house ? [...always, ...house] : always;
  const own = checks.flatMap((check) =>
    check(decision).map((finding) => ({ element: decision.id, ...finding })),
  );
  return [...own, ...feelFindings(decision), ...tableErrors(decision)];
}
