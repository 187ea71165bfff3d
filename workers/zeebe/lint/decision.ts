import { z } from 'zod';

const text = z.object({ text: z.string().optional() });
const table = z.object({
  $type: z.string(),
  hitPolicy: z.string().optional(),
  input: z
    .array(
      z.object({
        id: z.string().optional(),
        label: z.string().optional(),
        inputValues: text.optional(),
        inputExpression: z
          .object({ typeRef: z.string().optional(), text: z.string().optional() })
          .optional(),
      }),
    )
    .optional(),
  output: z
    .array(
      z.object({
        id: z.string().optional(),
        label: z.string().optional(),
        name: z.string().optional(),
        typeRef: z.string().optional(),
      }),
    )
    .optional(),
  rule: z
    .array(
      z.object({
        id: z.string().optional(),
        description: z.string().optional(),
        inputEntry: z.array(text).optional(),
        outputEntry: z.array(text).optional(),
      }),
    )
    .optional(),
});
const element = z.object({
  $type: z.string(),
  id: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  variable: z.object({ typeRef: z.string().optional() }).optional(),
  extensionElements: z
    .object({ values: z.array(z.object({ $type: z.string() })).optional() })
    .optional(),
  decisionLogic: table.optional(),
});
const definitions = z.object({
  id: z.string().optional(),
  drgElement: z.array(element).default([]),
});

export interface Rule {
  readonly id: string;
  readonly annotation: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface InputColumn {
  readonly id: string;
  readonly expression: string;
  readonly typeRef: string;
  /** What people read above the column. */
  readonly label: string;
  /** The values that may come, as a cell; empty when any may. */
  readonly values: string;
}

export interface OutputColumn {
  readonly id: string;
  readonly name: string;
  readonly typeRef: string;
  readonly label: string;
}

/** One decision as a table; `table` is false for anything else. */
export interface Decision {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly hasVersionTag: boolean;
  readonly variableType: string | null;
  readonly table: boolean;
  readonly hitPolicy: string;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
  readonly rules: readonly Rule[];
}

/** The decisions of a file, read from the parser's tree. */
export function readDecisions(root: unknown): Decision[] {
  return definitions
    .parse(root)
    .drgElement.filter(({ $type }) => $type === 'dmn:Decision')
    .map(({ id, name, description, variable, extensionElements, decisionLogic: logic }) => ({
      id: id ?? '',
      name: name ?? '',
      description: description ?? '',
      hasVersionTag: (extensionElements?.values ?? []).some(({ $type }) =>
        $type.toLowerCase().endsWith(':versiontag'),
      ),
      variableType: variable?.typeRef ?? null,
      table: logic?.$type === 'dmn:DecisionTable',
      hitPolicy: logic?.hitPolicy ?? 'UNIQUE',
      inputs: (logic?.input ?? []).map(({ id: column, label, inputValues, inputExpression }) => ({
        id: column ?? '',
        label: label ?? '',
        values: inputValues?.text ?? '',
        expression: (inputExpression?.text ?? '').trim(),
        typeRef: inputExpression?.typeRef ?? '',
      })),
      outputs: (logic?.output ?? []).map((output) => ({
        id: output.id ?? '',
        label: output.label ?? '',
        name: output.name ?? '',
        typeRef: output.typeRef ?? '',
      })),
      rules: (logic?.rule ?? []).map((rule) => ({
        id: rule.id ?? '',
        annotation: rule.description ?? '',
        inputs: (rule.inputEntry ?? []).map((cell) => (cell.text ?? '').trim()),
        outputs: (rule.outputEntry ?? []).map((cell) => (cell.text ?? '').trim()),
      })),
    }));
}
