import type { z } from 'zod';
import type { ClockKind } from '../../processes/clock/clock-kinds.ts';
import type { InstanceRow } from '../../workers/store/instances.ts';
import type { StallRow } from '../../workers/store/stalls.ts';
import type { ApiDeps } from '../deps.ts';
import type { diagramView } from './schema.ts';

type DiagramDeps = Pick<ApiDeps, 'instances' | 'stalls' | 'definitions' | 'clocks'>;

const duplicateEnd = 'Event_StartedTwice';

/**
 * Of each diagram the pass that was started last: a sign-off can be gone through several times. Each overdue clock has
 * a ladder of its own; an instance that found its record held by another shows nothing.
 */
function newestOfEach(instances: readonly InstanceRow[]): InstanceRow[] {
  const shown = instances.filter(({ endElementId }) => endElementId !== duplicateEnd);
  return [...new Map(shown.map((one) => [keyOf(one), one])).values()];
}

function keyOf({ bpmnProcessId, clockId }: InstanceRow): string {
  return clockId === null ? bpmnProcessId : `${bpmnProcessId}:${clockId}`;
}

async function viewOf(
  { definitions }: DiagramDeps,
  instance: InstanceRow,
  stalls: readonly StallRow[],
  clockKinds: ReadonlyMap<string, ClockKind>,
): Promise<z.input<typeof diagramView>[]> {
  const diagram = await definitions.find(instance.processDefinitionKey);
  if (diagram?.resource == null) return [];
  const elements = Object.entries(instance.elements);
  return [
    {
      key: keyOf(instance),
      processId: instance.bpmnProcessId,
      clockKind: clockKinds.get(instance.clockId ?? '') ?? null,
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
  const [instances, stalls, clocks] = await Promise.all([
    deps.instances.ofCase(caseId),
    deps.stalls.openOfCase(caseId),
    deps.clocks.ofCase(caseId),
  ]);
  const clockKinds = new Map(clocks.map(({ id, kind }) => [id, kind]));
  const views = await Promise.all(
    newestOfEach(instances).map((instance) => viewOf(deps, instance, stalls, clockKinds)),
  );
  return views.flat();
}
