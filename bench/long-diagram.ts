const perRow = 20;

const placeOf = (index: number) => ({
  x: 160 + (index % perRow) * 160,
  y: 80 + Math.floor(index / perRow) * 140,
});

function shapeOf(index: number): string {
  const { x, y } = placeOf(index);
  return `<bpmndi:BPMNShape id="Step_${index}_di" bpmnElement="Step_${index}"><dc:Bounds x="${x}" y="${y}" width="100" height="80" /></bpmndi:BPMNShape>`;
}

function lineOf(index: number): string {
  const from = placeOf(index);
  const to = placeOf(index + 1);
  const points = [
    { x: from.x + 100, y: from.y + 40 },
    { x: to.x, y: to.y + 40 },
  ].map(({ x, y }) => `<di:waypoint x="${x}" y="${y}" />`);
  return `<bpmndi:BPMNEdge id="Flow_${index}_di" bpmnElement="Flow_${index}">${points.join('')}</bpmndi:BPMNEdge>`;
}

/** A process of so many elements, half of them tasks with names, half the lines between them. */
export function longDiagram(id: string, elements: number): string {
  const steps = Array.from({ length: Math.ceil(elements / 2) }, (_, index) => index);
  const lines = steps.slice(0, -1);
  const tasks = steps.map((index) => {
    const incoming = index > 0 ? `<bpmn:incoming>Flow_${index - 1}</bpmn:incoming>` : '';
    const outgoing = index < lines.length ? `<bpmn:outgoing>Flow_${index}</bpmn:outgoing>` : '';
    return `<bpmn:userTask id="Step_${index}" name="第 ${index + 1} 步">${incoming}${outgoing}</bpmn:userTask>`;
  });
  const flows = lines.map(
    (index) =>
      `<bpmn:sequenceFlow id="Flow_${index}" sourceRef="Step_${index}" targetRef="Step_${index + 1}" />`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="Definitions_${id}" targetNamespace="https://huiying.example/processes">
<bpmn:process id="${id}" isExecutable="true">${[...tasks, ...flows].join('\n')}</bpmn:process>
<bpmndi:BPMNDiagram id="Diagram_${id}"><bpmndi:BPMNPlane id="Plane_${id}" bpmnElement="${id}">${[...steps.map(shapeOf), ...lines.map(lineOf)].join('\n')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}
