import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { z } from 'zod';

const reference = z.object({ id: z.string() });
const element = z.looseObject({
  $type: z.string(),
  id: z.string(),
  name: z.string().optional(),
  targetRef: reference.optional(),
  outgoing: z.array(reference).optional(),
  attachedToRef: reference.optional(),
  eventDefinitions: z
    .array(
      z.looseObject({
        messageRef: z.object({ name: z.string() }).optional(),
        errorRef: z.object({ errorCode: z.string() }).optional(),
      }),
    )
    .optional(),
  extensionElements: z
    .object({
      values: z.array(
        z.looseObject({
          $type: z.string(),
          type: z.string().optional(),
          retries: z.string().optional(),
        }),
      ),
    })
    .optional(),
});
const definitions = z.looseObject({
  rootElements: z.array(
    z.looseObject({ $type: z.string(), id: z.string(), flowElements: z.array(element).optional() }),
  ),
});

export interface FakeNode {
  readonly id: string;
  readonly kind: string;
  readonly next: string | null;
  readonly jobType: string;
  readonly retries: number;
  /** By error code, where the token goes. */
  readonly errors: ReadonlyMap<string, string>;
}

/** A diagram as far as the fake engine follows it: one message start, tasks in a row, error events on them. */
export interface FakeModel {
  readonly processId: string;
  readonly message: string;
  readonly first: string;
  readonly nodes: ReadonlyMap<string, FakeNode>;
}

type Element = z.infer<typeof element>;

function targetOf(node: Element, elements: readonly Element[]): string | null {
  const flow = elements.find(({ id }) => id === node.outgoing?.[0]?.id);
  return flow?.targetRef?.id ?? null;
}

function nodeOf(node: Element, elements: readonly Element[]): FakeNode {
  const task = node.extensionElements?.values.find(({ $type }) => $type === 'zeebe:TaskDefinition');
  const caught = elements.filter(({ attachedToRef }) => attachedToRef?.id === node.id);
  return {
    id: node.id,
    kind: node.$type,
    next: targetOf(node, elements),
    jobType: task?.type ?? '',
    retries: Number(task?.retries ?? 3),
    errors: new Map(
      caught.map((event) => [
        event.eventDefinitions?.[0]?.errorRef?.errorCode ?? '',
        targetOf(event, elements) ?? '',
      ]),
    ),
  };
}

/** @throws Error when the file is no diagram */
export async function readFakeModel(xml: string): Promise<FakeModel> {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(xml);
  const process = definitions
    .parse(rootElement)
    .rootElements.find(({ $type }) => $type === 'bpmn:Process');
  if (process === undefined) throw new Error('no process');
  const elements = process.flowElements ?? [];
  const start = elements.find(({ $type }) => $type === 'bpmn:StartEvent');
  return {
    processId: process.id,
    message: start?.eventDefinitions?.[0]?.messageRef?.name ?? '',
    first: (start && targetOf(start, elements)) ?? '',
    nodes: new Map(elements.map((node) => [node.id, nodeOf(node, elements)])),
  };
}
