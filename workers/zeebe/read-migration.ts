import { z } from 'zod';
import type {
  EventKind,
  MigrationDiagram,
  MigrationElement,
} from '../../processes/migration/diagram.ts';
import { parseDiagram } from './lint/read-xml.ts';

const reference = z.looseObject({ id: z.string() });
const flow = z.looseObject({ sourceRef: reference.optional(), targetRef: reference.optional() });
const flowNode = z.looseObject({
  $type: z.string(),
  id: z.string(),
  name: z.string().optional(),
  attachedToRef: reference.optional(),
  triggeredByEvent: z.boolean().optional(),
  messageRef: z.looseObject({ name: z.string().optional() }).optional(),
  loopCharacteristics: z
    .looseObject({ $type: z.string(), isSequential: z.boolean().optional() })
    .optional(),
  eventDefinitions: z
    .array(
      z.looseObject({
        $type: z.string(),
        messageRef: z.looseObject({ name: z.string().optional() }).optional(),
      }),
    )
    .optional(),
  extensionElements: z
    .looseObject({ values: z.array(z.looseObject({ $type: z.string() })).optional() })
    .optional(),
  incoming: z.array(flow).optional(),
  outgoing: z.array(flow).optional(),
  get flowElements() {
    return z.array(flowNode).optional();
  },
});
type FlowNode = z.infer<typeof flowNode>;
const definitions = z.looseObject({
  rootElements: z.array(z.looseObject({ $type: z.string() })).optional(),
});

const eventKinds: Readonly<Record<string, EventKind>> = {
  'bpmn:MessageEventDefinition': 'message',
  'bpmn:TimerEventDefinition': 'timer',
  'bpmn:SignalEventDefinition': 'signal',
  'bpmn:ErrorEventDefinition': 'error',
};

function eventOf({ $type, eventDefinitions }: FlowNode): EventKind | null {
  if ($type === 'bpmn:ReceiveTask') return 'message';
  const [definition] = eventDefinitions ?? [];
  if (definition === undefined) return null;
  return eventKinds[definition.$type] ?? 'other';
}

function loopOf({ loopCharacteristics }: FlowNode): MigrationElement['loop'] {
  if (loopCharacteristics?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return null;
  return loopCharacteristics.isSequential === true ? 'sequential' : 'parallel';
}

function keptByOf({ $type, extensionElements }: FlowNode): MigrationElement['keptBy'] {
  if ($type !== 'bpmn:UserTask') return null;
  const isOurs = extensionElements?.values?.some((value) => value.$type === 'zeebe:UserTask');
  return isOurs === true ? 'engine' : 'worker';
}

function elementOf(node: FlowNode, scope: string | null): MigrationElement {
  const { id, name = '', $type: kind, attachedToRef, incoming = [], outgoing = [] } = node;
  const message = node.messageRef?.name ?? node.eventDefinitions?.[0]?.messageRef?.name;
  return {
    ...{ id, name, kind, scope },
    event: eventOf(node),
    message: message ?? null,
    attachedTo: attachedToRef?.id ?? null,
    byEvent: node.triggeredByEvent === true,
    loop: loopOf(node),
    keptBy: keptByOf(node),
    incoming: incoming.flatMap(({ sourceRef }) => sourceRef?.id ?? []),
    outgoing: outgoing.flatMap(({ targetRef }) => targetRef?.id ?? []),
  };
}

function elementsOf(node: FlowNode, scope: string | null): MigrationElement[] {
  const inner = (node.flowElements ?? []).filter(({ $type }) => $type !== 'bpmn:SequenceFlow');
  return inner.flatMap((one) => [elementOf(one, scope), ...elementsOf(one, one.id)]);
}

/** Each diagram of a file as a move between versions sees it; none when the text is no diagram. */
export async function readMigrationDiagrams(xml: string): Promise<readonly MigrationDiagram[]> {
  const { root } = await parseDiagram(xml);
  const read = definitions.safeParse(root);
  if (!read.success) return [];
  const processes = (read.data.rootElements ?? []).filter(({ $type }) => $type === 'bpmn:Process');
  return processes.flatMap((process) => {
    const node = flowNode.safeParse(process);
    if (!node.success) return [];
    const { id: processId, name = '' } = node.data;
    const elements = elementsOf(node.data, null).map((one) => [one.id, one] as const);
    return [{ processId, name: name || processId, elements: new Map(elements) }];
  });
}
