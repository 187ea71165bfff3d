/** A task of a test diagram. */
export interface StepSpec {
  readonly kind?: 'service' | 'user';
  readonly type?: string;
  readonly retries?: number;
  /** Error codes that lead to an end of their own. */
  readonly catches?: readonly string[];
}

function stepXml({ kind = 'service', type = '', retries = 3, catches = [] }: StepSpec, n: number) {
  const tag = kind === 'service' ? 'serviceTask' : 'userTask';
  const extension =
    kind === 'service'
      ? `<zeebe:taskDefinition type="${type}" retries="${retries}"/>`
      : '<zeebe:userTask/>';
  const task = `<bpmn:${tag} id="Step${n}"><bpmn:extensionElements>${extension}</bpmn:extensionElements>
      <bpmn:incoming>Flow${n}</bpmn:incoming><bpmn:outgoing>Flow${n + 1}</bpmn:outgoing></bpmn:${tag}>`;
  const caught = catches.map(
    (code) => `<bpmn:boundaryEvent id="On${n}${code}" attachedToRef="Step${n}">
      <bpmn:outgoing>Caught${n}${code}</bpmn:outgoing><bpmn:errorEventDefinition id="Event${n}${code}" errorRef="Error${code}"/></bpmn:boundaryEvent>
    <bpmn:endEvent id="End${n}${code}"><bpmn:incoming>Caught${n}${code}</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="Caught${n}${code}" sourceRef="On${n}${code}" targetRef="End${n}${code}"/>`,
  );
  return [task, ...caught].join('\n    ');
}

/** A diagram that starts by the message of its own name and does its steps in a row. */
export function buildDiagram(id: string, steps: readonly StepSpec[]) {
  const names = ['Start', ...steps.map((_, index) => `Step${index + 1}`), 'End'];
  const flows = names
    .slice(0, -1)
    .map(
      (from, index) =>
        `<bpmn:sequenceFlow id="Flow${index + 1}" sourceRef="${from}" targetRef="${names[index + 1]}"/>`,
    );
  const codes = [...new Set(steps.flatMap(({ catches = [] }) => catches))];
  const content = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="Definitions_${id}" targetNamespace="test">
  <bpmn:process id="${id}" isExecutable="true">
    <bpmn:startEvent id="Start"><bpmn:outgoing>Flow1</bpmn:outgoing><bpmn:messageEventDefinition id="StartEvent" messageRef="Message"/></bpmn:startEvent>
    ${steps.map((step, index) => stepXml(step, index + 1)).join('\n    ')}
    <bpmn:endEvent id="End"><bpmn:incoming>Flow${steps.length + 1}</bpmn:incoming></bpmn:endEvent>
    ${flows.join('\n    ')}
  </bpmn:process>
  <bpmn:message id="Message" name="${id}"/>
  ${codes.map((code) => `<bpmn:error id="Error${code}" errorCode="${code}"/>`).join('\n  ')}
</bpmn:definitions>`;
  return { name: `${id}.bpmn`, content };
}
