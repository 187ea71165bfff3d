import type { DefinitionRow } from '../../workers/store/definitions.ts';
import type { InstanceRow } from '../../workers/store/instances.ts';
import type { OutboxRow } from '../../workers/store/outbox.ts';
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
    instanceKey: stall.instanceKey,
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

function whatOf({ told }: OutboxRow): string {
  switch (told.kind) {
    case 'message':
      return told.name;
    case 'complete-task':
    case 'assign-task':
      return told.taskKey;
    case 'cancel-instance':
      return told.instanceKey;
    case 'mail':
      return told.noticeId;
    case 'notify':
      return told.job;
  }
}

/** Something that could not be told; ids only, never what it says. */
export function presentGivenUp(row: OutboxRow, number: string | null) {
  const { _id: key, caseId, createdAt, givenUpAt, error, told } = row;
  return {
    ...{ key, caseId, number, error, kind: told.kind, what: whatOf(row) },
    createdAt: createdAt.toISOString(),
    givenUpAt: (givenUpAt ?? createdAt).toISOString(),
  };
}
