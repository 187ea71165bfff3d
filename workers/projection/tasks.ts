import { DateTime } from 'luxon';
import type { Changes, RowKeys } from '../store/projected.ts';
import type { TaskRow } from '../store/tasks.ts';
import { belongingOf } from './instances.ts';
import { labelOf } from './labels.ts';
import type { RecordOf } from './record-schema.ts';
import type { Find } from './rows.ts';

type UserTask = RecordOf<'USER_TASK'>;

export function rowsOfTask({ value }: UserTask): RowKeys {
  return {
    tasks: [value.userTaskKey],
    instances: [value.processInstanceKey],
    definitions: [value.processDefinitionKey],
  };
}

/** A task came up, changed hands or ended. Every record of a task carries the whole task. */
export function projectTask(record: UserTask, find: Find): Changes {
  const { value, position, at } = record;
  const current = find('tasks', value.userTaskKey);
  if (current && current.position >= position) return {};
  const headers = Object.fromEntries(value.headers.map(({ name, value: text }) => [name, text]));
  const definition = find('definitions', value.processDefinitionKey);
  const state = stateAfter(record, current?.state ?? 'open');
  const task: TaskRow = {
    _id: value.userTaskKey,
    partition: record.partition,
    state,
    elementId: value.elementId,
    elementInstanceKey: value.elementInstanceKey,
    name: labelOf(definition?.labels ?? {}, value.elementId),
    bpmnProcessId: value.bpmnProcessId,
    processVersion: value.processVersion,
    processDefinitionKey: value.processDefinitionKey,
    instanceKey: value.processInstanceKey,
    ...belongingOf(find, value.processInstanceKey),
    action: headers.action ?? null,
    headers,
    candidateGroups: value.candidateGroups,
    assignee: value.assignee,
    formKey: value.formKey,
    priority: value.priority,
    dueDate: dateOf(value.dueDate),
    createdAt: current?.createdAt ?? at,
    endedAt: state === 'open' ? null : (current?.endedAt ?? at),
    position,
  };
  return { tasks: [task] };
}

function stateAfter({ intent }: UserTask, before: TaskRow['state']): TaskRow['state'] {
  if (intent === 'COMPLETED') return 'completed';
  if (intent === 'CANCELED') return 'canceled';
  return before;
}

/** A due date is what a diagram's expression gave: text that need not be a date. */
function dateOf(text: string | null): Date | null {
  if (text === null) return null;
  const date = DateTime.fromISO(text, { zone: 'utc' });
  return date.isValid ? date.toJSDate() : null;
}
