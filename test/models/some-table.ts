import type { Decision } from '../../workers/zeebe/lint/decision.ts';

interface Given {
  readonly hitPolicy?: string;
  /** `name:type`, for each input column. */
  readonly inputs: readonly string[];
  /** Cells of the input columns of each row; every row answers with its own number. */
  readonly rows: readonly (readonly string[])[];
  readonly outputs?: readonly string[];
}

/** A decision table, as far as a test says how it differs from any other. */
export function someTable({ hitPolicy = 'UNIQUE', inputs, rows, outputs }: Given): Decision {
  return {
    ...{ id: 'Decision_Some', name: '某规则', description: '', hasVersionTag: true },
    ...{ variableType: null, table: true, hitPolicy },
    inputs: inputs.map((input) => {
      const [name = '', type = 'string'] = input.split(':');
      return { id: `In_${name}`, expression: name, typeRef: type, label: name, values: '' };
    }),
    outputs: [{ id: 'Out', name: 'result', typeRef: 'string', label: '结果' }],
    rules: rows.map((cells, at) => ({
      ...{ id: `Row_${at + 1}`, annotation: '', inputs: cells },
      outputs: [outputs?.[at] ?? `"${at + 1}"`],
    })),
  };
}
