import type { DefinitionRow } from '../../workers/store/definitions.ts';
import type { InstanceRow } from '../../workers/store/instances.ts';
import type { StallRow } from '../../workers/store/stalls.ts';

/** A stall with where it stands in which diagram. */
export function presentStall(
  stall: StallRow,
  number: string | null,
  instance: InstanceRow | null,
  diagram: DefinitionRow | null,
) {
  const { _id, caseId, elementId, errorType, message, createdAt } = stall;
  return {
    key: _id,
    caseId,
    number,
    processId: instance?.bpmnProcessId ?? '',
    elementId: elementId ?? '',
    elementName: diagram?.labels[elementId ?? ''] ?? null,
    errorType,
    message,
    createdAt: createdAt.toISOString(),
  };
}
