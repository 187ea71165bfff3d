import { z } from 'zod';
import { jobs, messages, taskForms } from '../../processes/contracts.ts';
import { roles } from '../../processes/roles.ts';
import { type Element, extensionOf } from '../zeebe/lint/diagram.ts';
import type { ModelSet } from '../zeebe/lint/read-set.ts';

/** A variable or field that a contract names. */
export interface PaletteField {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  /** The words it may be, where they are counted. */
  readonly values: readonly string[];
}

/** A variable of a process and what gives it its value. */
export interface PaletteVariable {
  readonly name: string;
  readonly type: string;
  /** Id of the element it comes from; null for what the process is started with. */
  readonly from: string | null;
}

export interface Palette {
  readonly jobs: readonly {
    readonly type: string;
    readonly inputs: readonly PaletteField[];
    readonly outputs: readonly PaletteField[];
  }[];
  readonly roles: readonly string[];
  readonly actions: readonly { readonly name: string; readonly fields: readonly PaletteField[] }[];
  readonly messages: readonly {
    readonly name: string;
    readonly variables: readonly PaletteField[];
  }[];
  readonly forms: readonly {
    readonly id: string;
    readonly file: string;
    readonly fields: readonly {
      readonly key: string;
      readonly type: string;
      readonly label: string;
    }[];
  }[];
  readonly decisions: readonly {
    readonly id: string;
    readonly name: string;
    readonly file: string;
    readonly inputs: readonly {
      readonly name: string;
      readonly type: string;
      readonly label: string;
    }[];
    readonly outputs: readonly {
      readonly name: string;
      readonly type: string;
      readonly label: string;
    }[];
  }[];
  readonly processes: readonly {
    readonly id: string;
    readonly name: string;
    readonly file: string;
    readonly variables: readonly PaletteVariable[];
  }[];
}

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const described = z.looseObject({
  type: oneOrMore.optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.looseObject({ type: oneOrMore.optional() })).optional(),
});
const object = z.looseObject({
  properties: z.record(z.string(), described).default({}),
  required: z.array(z.string()).default([]),
});

function typeWord({ type = [], anyOf = [] }: z.infer<typeof described>): string {
  const all = [...type, ...anyOf.flatMap((one) => one.type ?? [])];
  return all.find((one) => one !== 'null') ?? 'any';
}

/** The fields of a contract, as it says them itself. */
function fieldsOf(schema: z.ZodType): PaletteField[] {
  const json = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  const { properties, required } = object.parse(json);
  return Object.entries(properties).map(([name, field]) => ({
    name,
    type: typeWord(field),
    optional: !required.includes(name),
    values: (field.enum ?? []).map(String),
  }));
}

interface Contract {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}
const contracts: ReadonlyMap<string, Contract> = new Map(Object.entries(jobs));
const sent: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(messages));

function messageVariables(element: Element): PaletteVariable[] {
  return element.events
    .flatMap(({ message }) => sent.get(message ?? '') ?? [])
    .flatMap(fieldsOf)
    .map(({ name, type }) => ({ name, type, from: element.id }));
}

/** What an element gives to its process: what its job answers, what its form lets out, what its rule decides. */
function givenBy(element: Element): PaletteVariable[] {
  const type = extensionOf(element, 'taskDefinition')?.type ?? '';
  const job = contracts.get(type);
  const mapped = extensionOf(element, 'ioMapping')?.outputParameters ?? [];
  const results = ['calledDecision', 'script'].flatMap(
    (kind) => extensionOf(element, kind)?.resultVariable ?? [],
  );
  return [
    ...messageVariables(element),
    ...(job === undefined || mapped.length > 0 ? [] : fieldsOf(job.output)).map(
      ({ name, type: word }) => ({ name, type: word, from: element.id }),
    ),
    ...[...mapped.flatMap(({ target }) => target ?? []), ...results].map((name) => ({
      ...{ name, type: 'any', from: element.id },
    })),
  ];
}

/** What a diagram hands to the one it calls. */
function handedTo(set: ModelSet, process: string): PaletteVariable[] {
  const calls = set.diagrams.flatMap(({ diagram }) =>
    diagram.elements.filter(
      (element) => extensionOf(element, 'calledElement')?.processId === process,
    ),
  );
  return calls.flatMap((call) =>
    (extensionOf(call, 'ioMapping')?.inputParameters ?? []).flatMap(({ target }) =>
      target === undefined ? [] : [{ name: target, type: 'any', from: null }],
    ),
  );
}

function variablesOf(set: ModelSet, process: string): PaletteVariable[] {
  const elements = set.diagrams.flatMap(({ diagram }) =>
    diagram.elements.filter((element) => element.process === process),
  );
  const all = [...handedTo(set, process), ...elements.flatMap(givenBy)];
  return [...new Map(all.toReversed().map((one) => [one.name, one])).values()].toReversed();
}

/** Everything a process owner may use in a diagram of this set: what the house serves, and what the set itself holds. */
export function paletteOf(set: ModelSet): Palette {
  return {
    jobs: [...contracts].map(([type, { input, output }]) => ({
      ...{ type, inputs: fieldsOf(input), outputs: fieldsOf(output) },
    })),
    roles,
    actions: Object.entries(taskForms).map(([name, form]) => ({ name, fields: fieldsOf(form) })),
    messages: [...sent].map(([name, variables]) => ({ name, variables: fieldsOf(variables) })),
    forms: set.forms.map(({ file, form }) => ({ id: form.id, file, fields: form.fields })),
    decisions: set.decisions.map(({ file, decision: { id, name, inputs, outputs } }) => ({
      ...{ id, name, file },
      inputs: inputs.map(({ expression, typeRef, label }) => ({
        ...{ name: expression, type: typeRef, label },
      })),
      outputs: outputs.map((output) => ({
        ...{ name: output.name, type: output.typeRef, label: output.label },
      })),
    })),
    processes: set.diagrams.flatMap(({ file, diagram }) =>
      diagram.processes.map(({ id, element }) => ({
        ...{ id, name: element.name, file, variables: variablesOf(set, id) },
      })),
    ),
  };
}
