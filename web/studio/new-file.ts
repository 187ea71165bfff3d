/** What can be begun from nothing; examples are begun beside the decision they are for. */
export const newKinds = ['form', 'dmn', 'bpmn'] as const;
export type NewKind = (typeof newKinds)[number];

/** A new file as it is asked for. */
export interface Asked {
  readonly kind: NewKind;
  /** What steps and rules refer to it by; its file is called so too. */
  readonly id: string;
  /** What people read. */
  readonly name: string;
  /** What the two events of a new diagram are called. */
  readonly events: { readonly begun: string; readonly done: string };
}

const engine = '8.6.0';
const idShape = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Why an id cannot be given to a new file, by the end of its words' key; null when it can. */
export function idProblem(
  { kind, id }: Pick<Asked, 'kind' | 'id'>,
  taken: readonly string[],
): string | null {
  if (!idShape.test(id) || id.length > 60) return 'shape';
  return taken.includes(`${id}.${kind}`) ? 'taken' : null;
}

const inXml = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** `site-visit` as the ids of elements are written: `SiteVisit`. */
const inOneWord = (id: string) =>
  id
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

function emptyForm({ id }: Pick<Asked, 'id'>): string {
  const form = {
    ...{ executionPlatform: 'Camunda Cloud', executionPlatformVersion: engine },
    ...{ schemaVersion: 16, id, type: 'default', components: [] },
  };
  return `${JSON.stringify(form, null, 2)}\n`;
}

function emptyDecision({ id, name }: Asked): string {
  const word = inOneWord(id);
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Rules_${word}" name="${inXml(name)}" namespace="https://huiying.example/decisions" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="${engine}">
  <decision id="Decision_${word}" name="${inXml(name)}">
    <decisionTable id="Table_${word}" hitPolicy="FIRST">
      <input id="Input_${word}_Topic">
        <inputExpression id="Input_${word}_Topic_Expression" typeRef="string">
          <text>topic</text>
        </inputExpression>
      </input>
      <output id="Output_${word}_Answer" name="answer" typeRef="string" />
      <rule id="Rule_${word}_Default">
        <inputEntry id="Rule_${word}_Default_In1">
          <text></text>
        </inputEntry>
        <outputEntry id="Rule_${word}_Default_Out1">
          <text>null</text>
        </outputEntry>
      </rule>
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="Diagram_${word}">
      <dmndi:DMNShape id="Shape_${word}" dmnElementRef="Decision_${word}">
        <dc:Bounds height="80" width="180" x="160" y="100" />
      </dmndi:DMNShape>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`;
}

function emptyDiagram({ id, name, events }: Asked): string {
  const word = inOneWord(id);
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_${word}" targetNamespace="https://huiying.example/processes" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="${engine}">
  <bpmn:process id="${id}" name="${inXml(name)}" isExecutable="true">
    <bpmn:startEvent id="Event_${word}_Begun" name="${inXml(events.begun)}">
      <bpmn:outgoing>Flow_${word}_Begun_Done</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:endEvent id="Event_${word}_Done" name="${inXml(events.done)}">
      <bpmn:incoming>Flow_${word}_Begun_Done</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="Flow_${word}_Begun_Done" sourceRef="Event_${word}_Begun" targetRef="Event_${word}_Done" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram_${word}">
    <bpmndi:BPMNPlane id="Plane_${word}" bpmnElement="${id}">
      <bpmndi:BPMNShape id="Event_${word}_Begun_Shape" bpmnElement="Event_${word}_Begun">
        <dc:Bounds x="162" y="102" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Event_${word}_Done_Shape" bpmnElement="Event_${word}_Done">
        <dc:Bounds x="402" y="102" width="36" height="36" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="Flow_${word}_Begun_Done_Edge" bpmnElement="Flow_${word}_Begun_Done">
        <di:waypoint x="198" y="120" />
        <di:waypoint x="402" y="120" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}

const contents = {
  form: emptyForm,
  dmn: emptyDecision,
  bpmn: emptyDiagram,
} as const satisfies Record<NewKind, (asked: Asked) => string>;

/** The file to begin with: whole and sound, so that its editor opens it and the checks name only what is still to do. */
export function newFile(asked: Asked): { readonly name: string; readonly content: string } {
  return { name: `${asked.id}.${asked.kind}`, content: contents[asked.kind](asked) };
}
