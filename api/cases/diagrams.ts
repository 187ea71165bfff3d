import type { z } from 'zod';
import type { InstanceRow } from '../../workers/store/instances.ts';
import type { StallRow } from '../../workers/store/stalls.ts';
import type { ApiDeps } from '../deps.ts';
import type { diagramView } from './schema.ts';

type DiagramDeps = Pick<ApiDeps, 'instances' | 'stalls' | 'definitions'>;

/** Of each diagram the pass that was started last: a sign-off can be gone through several times. */
function newestOfEach(instances: readonly InstanceRow[]): InstanceRow[] {
  return [...new Map(instances.map((one) => [one.bpmnProcessId, one])).values()];
}

async function viewOf(
  { definitions }: DiagramDeps,
  instance: InstanceRow,
  stalls: readonly StallRow[],
): Promise<z.input<typeof diagramView>[]> {
  const diagram = await definitions.find(instance.processDefinitionKey);
  if (diagram?.resource == null) return [];
  const elements = Object.entries(instance.elements);
  return [
    {
      processId: instance.bpmnProcessId,
      name: diagram.name,
      version: instance.version,
      xml: diagram.resource,
      active: elements.filter(([, { active }]) => active > 0).map(([id]) => id),
      done: elements
        .filter(([, { active, completed }]) => active === 0 && completed > 0)
        .map(([id]) => id),
      stalled: stalls
        .filter(({ instanceKey }) => instanceKey === instance._id)
        .flatMap(({ elementId }) => elementId ?? []),
    },
  ];
}

/** The diagrams a case goes through, with where its tokens stand, in the order they were started. */
export async function diagramsOf(deps: DiagramDeps, caseId: string) {
  const [instances, stalls] = await Promise.all([
    deps.instances.ofCase(caseId),
    deps.stalls.openOfCase(caseId),
  ]);
  const views = await Promise.all(
    newestOfEach(instances).map((instance) => viewOf(deps, instance, stalls)),
  );
  return views.flat();
}
