/** An element of a drawn test diagram. */
export interface Drawn {
  /** Without the prefix: `userTask`. */
  readonly tag: string;
  readonly id: string;
  readonly name?: string;
  readonly attributes?: string;
  readonly extension?: string;
  /** Event definitions, multi-instance and the like. */
  readonly inner?: string;
  readonly nodes?: readonly Drawn[];
}

export type Arrow = readonly [from: string, to: string];

const flowId = ([from, to]: Arrow) => `Flow_${from}_${to}`;

function elementXml(node: Drawn, arrows: readonly Arrow[]): string {
  const { tag, id, name = id, attributes = '', extension = '', inner = '', nodes = [] } = node;
  const into = arrows.filter(([, to]) => to === id);
  const out = arrows.filter(([from]) => from === id);
  return [
    `<bpmn:${tag} id="${id}" name="${name}" ${attributes}>`,
    extension === '' ? '' : `<bpmn:extensionElements>${extension}</bpmn:extensionElements>`,
    ...into.map((arrow) => `<bpmn:incoming>${flowId(arrow)}</bpmn:incoming>`),
    ...out.map((arrow) => `<bpmn:outgoing>${flowId(arrow)}</bpmn:outgoing>`),
    inner,
    scopeXml(nodes, arrows),
    `</bpmn:${tag}>`,
  ].join('');
}

function scopeXml(nodes: readonly Drawn[], arrows: readonly Arrow[]): string {
  const here = arrows.filter(([from]) => nodes.some(({ id }) => id === from));
  return [
    ...nodes.map((node) => elementXml(node, arrows)),
    ...here.map(
      (arrow) =>
        `<bpmn:sequenceFlow id="${flowId(arrow)}" sourceRef="${arrow[0]}" targetRef="${arrow[1]}"/>`,
    ),
  ].join('\n');
}

/** A diagram of these elements and arrows; `messages` are awaited with `=caseId`, the first starts it. */
export function drawDiagram(
  processId: string,
  nodes: readonly Drawn[],
  arrows: readonly Arrow[],
  messages: readonly string[] = [],
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="Definitions_${processId}" targetNamespace="test">
  <bpmn:process id="${processId}" name="${processId}" isExecutable="true">
${scopeXml(nodes, arrows)}
  </bpmn:process>
${messages
  .map(
    (name) =>
      `<bpmn:message id="Message_${name}" name="${name}"><bpmn:extensionElements><zeebe:subscription correlationKey="=caseId"/></bpmn:extensionElements></bpmn:message>`,
  )
  .join('\n')}
</bpmn:definitions>`;
}

const definition = (kind: string, id: string, inner = '', attributes = '') =>
  `<bpmn:${kind}EventDefinition id="${id}_Definition" ${attributes}>${inner}</bpmn:${kind}EventDefinition>`;

export const awaits = (id: string, message: string) =>
  definition('message', id, '', `messageRef="Message_${message}"`);
export const rings = (id: string, duration: string) =>
  definition(
    'timer',
    id,
    `<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration>`,
  );

export const userTask = (id: string, more: Partial<Drawn> = {}): Drawn => ({
  ...{ tag: 'userTask', id, extension: '<zeebe:userTask/>' },
  ...more,
});
export const startBy = (message: string): Drawn => ({
  ...{ tag: 'startEvent', id: 'Start', inner: awaits('Start', message) },
});
export const end: Drawn = { tag: 'endEvent', id: 'End' };
