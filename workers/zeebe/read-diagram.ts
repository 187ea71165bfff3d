import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { z } from 'zod';
import type { OutputMapping } from '../../processes/form/outputs.ts';

const extension = z.looseObject({
  $type: z.string(),
  outputParameters: z
    .array(z.looseObject({ source: z.string().optional(), target: z.string() }))
    .optional(),
});
const flowNode = z.looseObject({
  $type: z.string(),
  id: z.string(),
  name: z.string().optional(),
  extensionElements: z.looseObject({ values: z.array(extension).optional() }).optional(),
  get flowElements() {
    return z.array(flowNode).optional();
  },
});
const definitions = z.looseObject({ rootElements: z.array(flowNode) });
type FlowNode = z.infer<typeof flowNode>;

/** What the desk needs to know of one element of a deployed diagram. */
export interface DiagramElement {
  readonly id: string;
  readonly name: string;
  readonly outputs: readonly OutputMapping[];
}

function outputsOf(node: FlowNode): OutputMapping[] {
  const mapping = node.extensionElements?.values?.find(({ $type }) => $type === 'zeebe:IoMapping');
  return (mapping?.outputParameters ?? []).map(({ source, target }) => ({
    source: source ?? '',
    target,
  }));
}

function elementsOf(node: FlowNode): DiagramElement[] {
  return [
    { id: node.id, name: node.name ?? node.id, outputs: outputsOf(node) },
    ...(node.flowElements ?? []).flatMap(elementsOf),
  ];
}

/** The elements of a diagram by id, with their names and output mappings. */
export async function readDiagram(xml: string): Promise<ReadonlyMap<string, DiagramElement>> {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(xml);
  const { rootElements } = definitions.parse(rootElement);
  return new Map(rootElements.flatMap(elementsOf).map((element) => [element.id, element]));
}
