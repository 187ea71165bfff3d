import type { Changes, RowKeys } from '../store/projected.ts';
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
