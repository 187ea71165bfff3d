import type { DefinitionRow, FormRow } from '../store/definitions.ts';
import type { Changes, RowKeys } from '../store/projected.ts';
import { labelOf, labelsOf } from './labels.ts';
import type { RecordOf } from './record-schema.ts';
import type { Find } from './rows.ts';

type Process = RecordOf<'PROCESS'>;
type Decision = RecordOf<'DECISION'>;
type Requirements = RecordOf<'DECISION_REQUIREMENTS'>;
type Form = RecordOf<'FORM'>;

export function rowsOfDefinition(record: Process | Decision | Requirements): RowKeys {
  return { definitions: [definitionOf(record)._id] };
}

export function rowsOfForm({ value }: Form): RowKeys {
  return { forms: [value.formKey] };
}

/** A definition was shown by a partition; each partition shows it once, in its own time. */
export function projectDefinition(record: Process | Decision | Requirements, find: Find): Changes {
  const shown = definitionOf(record);
  const row = withPartition(find('definitions', shown._id) ?? shown, record);
  return row === null ? {} : { definitions: [row] };
}

/** A form was shown by a partition. */
export function projectForm(record: Form, find: Find): Changes {
  const { value, at } = record;
  const shown: FormRow = {
    _id: value.formKey,
    formId: value.formId,
    version: value.version,
    versionTag: value.versionTag,
    checksum: value.checksum,
    resourceName: value.resourceName,
    schema: value.resource,
    partitions: [],
    deployedAt: at,
  };
  const row = withPartition(find('forms', shown._id) ?? shown, record);
  return row === null ? {} : { forms: [row] };
}

/** The same row whichever partition comes first; null when this one was there already. */
function withPartition<T extends { partitions: readonly number[]; deployedAt: Date }>(
  row: T,
  { partition, at }: { partition: number; at: Date },
): T | null {
  if (row.partitions.includes(partition)) return null;
  return {
    ...row,
    partitions: [...row.partitions, partition].sort((a, b) => a - b),
    deployedAt: at < row.deployedAt ? at : row.deployedAt,
  };
}

function definitionOf(record: Process | Decision | Requirements): DefinitionRow {
  const common = { partitions: [], deployedAt: record.at };
  switch (record.valueType) {
    case 'PROCESS': {
      const { value } = record;
      const labels = labelsOf(value.resource);
      return {
        _id: value.processDefinitionKey,
        kind: 'process',
        id: value.bpmnProcessId,
        name: labelOf(labels, value.bpmnProcessId),
        version: value.version,
        versionTag: value.versionTag,
        checksum: value.checksum,
        resourceName: value.resourceName,
        requirementsKey: null,
        resource: value.resource,
        labels,
        ...common,
      };
    }
    case 'DECISION': {
      const { value } = record;
      return {
        _id: value.decisionKey,
        kind: 'decision',
        id: value.decisionId,
        name: value.decisionName,
        version: value.version,
        versionTag: value.versionTag,
        checksum: null,
        resourceName: null,
        requirementsKey: value.requirementsKey,
        resource: null,
        labels: {},
        ...common,
      };
    }
    case 'DECISION_REQUIREMENTS': {
      const { value } = record;
      return {
        _id: value.requirementsKey,
        kind: 'requirements',
        id: value.requirementsId,
        name: value.requirementsName,
        version: value.version,
        versionTag: null,
        checksum: value.checksum,
        resourceName: value.resourceName,
        requirementsKey: null,
        resource: value.resource,
        labels: {},
        ...common,
      };
    }
  }
}
