import type { Changes, ProjectedName, RowKeys } from '../store/projected.ts';
import { projectEvaluation, rowsOfEvaluation } from './decisions.ts';
import { projectDefinition, projectForm, rowsOfDefinition, rowsOfForm } from './definitions.ts';
import { projectElement, projectStart, rowsOfElement, rowsOfStart } from './instances.ts';
import type { EngineRecord } from './record-schema.ts';
import type { Find } from './rows.ts';
import { projectError, projectIncident, rowsOfError, rowsOfIncident } from './stalls.ts';
import { projectTask, rowsOfTask } from './tasks.ts';
import { projectTimer, rowsOfTimer } from './timers.ts';

/** The rows that projecting this record reads. */
export function rowsOfRecord(record: EngineRecord): RowKeys {
  switch (record.valueType) {
    case 'USER_TASK':
      return rowsOfTask(record);
    case 'PROCESS_INSTANCE':
      return rowsOfElement(record);
    case 'INCIDENT':
      return rowsOfIncident(record);
    case 'ERROR':
      return rowsOfError(record);
    case 'DECISION_EVALUATION':
      return rowsOfEvaluation(record);
    case 'PROCESS':
    case 'DECISION':
    case 'DECISION_REQUIREMENTS':
      return rowsOfDefinition(record);
    case 'FORM':
      return rowsOfForm(record);
    case 'MESSAGE_START_EVENT_SUBSCRIPTION':
      return rowsOfStart(record);
    case 'TIMER':
      return rowsOfTimer(record);
  }
}

/** The row that no record of the engine speaks of before this one; null when there may have been one. */
export function rowBegunBy(record: EngineRecord): { name: ProjectedName; key: string } | null {
  switch (record.valueType) {
    case 'USER_TASK':
      return record.intent === 'CREATED' ? { name: 'tasks', key: record.value.userTaskKey } : null;
    case 'TIMER':
      return record.intent === 'CREATED' ? { name: 'timers', key: record.key } : null;
    case 'INCIDENT':
      return record.intent === 'CREATED' ? { name: 'stalls', key: record.key } : null;
    case 'MESSAGE_START_EVENT_SUBSCRIPTION':
      return { name: 'instances', key: record.value.processInstanceKey };
    default:
      return null;
  }
}

/**
 * The rows that a record changes, whole. A record that was projected before, or one older than what
 * a row shows, changes nothing.
 */
export function projectRecord(record: EngineRecord, find: Find): Changes {
  switch (record.valueType) {
    case 'USER_TASK':
      return projectTask(record, find);
    case 'PROCESS_INSTANCE':
      return projectElement(record, find);
    case 'INCIDENT':
      return projectIncident(record, find);
    case 'ERROR':
      return projectError(record, find);
    case 'DECISION_EVALUATION':
      return projectEvaluation(record, find);
    case 'PROCESS':
    case 'DECISION':
    case 'DECISION_REQUIREMENTS':
      return projectDefinition(record, find);
    case 'FORM':
      return projectForm(record, find);
    case 'MESSAGE_START_EVENT_SUBSCRIPTION':
      return projectStart(record, find);
    case 'TIMER':
      return projectTimer(record, find);
  }
}
