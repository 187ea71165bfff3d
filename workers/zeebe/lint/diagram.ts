import { z } from 'zod';

const reference = z.object({ id: z.string() }).transform(({ id }) => id);

const header = z.object({ key: z.string().optional(), value: z.string().optional() });
const mapping = z.object({ source: z.string().optional(), target: z.string().optional() });
const extensionFields = z.object({
  $type: z.string(),
  type: z.string().optional(),
  retries: z.string().optional(),
  decisionId: z.string().optional(),
  resultVariable: z.string().optional(),
  processId: z.string().optional(),
  formId: z.string().optional(),
  bindingType: z.string().optional(),
  candidateGroups: z.string().optional(),
  candidateUsers: z.string().optional(),
  assignee: z.string().optional(),
  correlationKey: z.string().optional(),
  value: z.string().optional(),
  values: z.array(header).optional(),
  inputParameters: z.array(mapping).optional(),
  outputParameters: z.array(mapping).optional(),
});
export type Extension = z.infer<typeof extensionFields>;

/** The parser answers «latest» for a binding that is not written; whether it is written is the question. */
function asWritten(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null || Object.hasOwn(raw, 'bindingType')) return raw;
  const unbound: unknown = Object.create(raw, { bindingType: { value: undefined } });
  return unbound;
}
const extension = z.preprocess(asWritten, extensionFields);

const extensions = z.object({ values: z.array(extension).optional() }).optional();
const message = z.object({
  id: z.string(),
  name: z.string().optional(),
  extensionElements: extensions,
});

const flowElement = z.object({
  $type: z.string(),
  id: z.string().optional(),
  name: z.string().optional(),
  isExecutable: z.boolean().optional(),
  documentation: z.array(z.object({ text: z.string().optional() })).optional(),
  extensionElements: extensions,
  incoming: z.array(reference).optional(),
  outgoing: z.array(reference).optional(),
  sourceRef: reference.optional(),
  targetRef: reference.optional(),
  attachedToRef: reference.optional(),
  cancelActivity: z.boolean().optional(),
  messageRef: message.optional(),
  eventDefinitions: z
    .array(z.object({ $type: z.string(), messageRef: message.optional() }))
    .optional(),
  get flowElements() {
    return z.array(flowElement).optional();
  },
});
type Raw = z.infer<typeof flowElement>;

const shape = z.object({
  bounds: z.object({ x: z.number(), y: z.number(), width: z.number() }).optional(),
});
const definitions = z.object({
  rootElements: z.array(flowElement).default([]),
  diagrams: z
    .array(z.object({ plane: z.object({ planeElement: z.array(shape).optional() }).optional() }))
    .optional(),
});

/** One element of a diagram, flat. */
export interface Element {
  readonly id: string;
  /** `userTask`, `sequenceFlow` …: the name BPMN gives it. */
  readonly type: string;
  readonly name: string;
  readonly documentation: string;
  /** Id of the process it belongs to. */
  readonly process: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly source: string | null;
  readonly target: string | null;
  readonly attachedTo: string | null;
  readonly interrupts: boolean;
  readonly events: readonly { readonly type: string; readonly message: string | null }[];
  readonly extensions: readonly Extension[];
}

export interface Diagram {
  readonly processes: readonly { readonly id: string; readonly element: Element }[];
  /** Everything inside the processes; the processes themselves are not among them. */
  readonly elements: readonly Element[];
  /** Width of the picture in px. */
  readonly width: number;
}

const bare = (type: string) =>
  type.replace(/^bpmn:/, '').replace(/^./, (first) => first.toLowerCase());

function flatten(raw: Raw, process: string): Element[] {
  const own: Element = {
    id: raw.id ?? '',
    type: bare(raw.$type),
    name: raw.name ?? '',
    documentation: (raw.documentation ?? []).map(({ text }) => text ?? '').join('\n'),
    process,
    incoming: raw.incoming ?? [],
    outgoing: raw.outgoing ?? [],
    source: raw.sourceRef ?? null,
    target: raw.targetRef ?? null,
    attachedTo: raw.attachedToRef ?? null,
    interrupts: raw.cancelActivity ?? true,
    events: [
      ...(raw.eventDefinitions ?? []).map((one) => ({
        type: bare(one.$type),
        message: one.messageRef?.name ?? null,
      })),
      ...(raw.messageRef === undefined
        ? []
        : [{ type: 'messageEventDefinition', message: raw.messageRef.name ?? null }]),
    ],
    extensions: raw.extensionElements?.values ?? [],
  };
  return [own, ...(raw.flowElements ?? []).flatMap((inner) => flatten(inner, process))];
}

function widthOf({ diagrams = [] }: z.infer<typeof definitions>): number {
  const bounds = diagrams
    .flatMap(({ plane }) => plane?.planeElement ?? [])
    .flatMap((one) => (one.bounds === undefined ? [] : [one.bounds]));
  if (bounds.length === 0) return 0;
  return (
    Math.max(...bounds.map(({ x, width }) => x + width)) - Math.min(...bounds.map(({ x }) => x))
  );
}

/** What the rules of the house ask about a diagram, read from the parser's tree. */
export function readElements(root: unknown): Diagram {
  const parsed = definitions.parse(root);
  const flat = parsed.rootElements
    .filter(({ $type }) => $type === 'bpmn:Process')
    .map((process) => flatten(process, process.id ?? ''));
  return {
    processes: flat.flatMap(([element]) =>
      element === undefined ? [] : [{ id: element.id, element }],
    ),
    elements: flat.flatMap(([, ...inner]) => inner),
    width: widthOf(parsed),
  };
}

/** The extension of one kind, such as `zeebe:taskDefinition`. */
export function extensionOf(element: Element, kind: string): Extension | undefined {
  return element.extensions.find(
    ({ $type }) => $type.toLowerCase() === `zeebe:${kind}`.toLowerCase(),
  );
}

/** The case action a user task stands for; undefined for a plain step. */
export function actionOf(element: Element): string | undefined {
  return extensionOf(element, 'taskHeaders')?.values?.find(({ key }) => key === 'action')?.value;
}
