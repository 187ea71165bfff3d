import { type DoneTask, type Fields, readFields as read } from '../complaint/done-task.ts';
import { Refusal } from '../refusal.ts';
import { type IncidentTaskAction, incidentTasks } from './contract.ts';
import type { Incident, IncidentDraft } from './incident.ts';
import {
  approvedStatement,
  releasedStatement,
  returnedStatement,
  writtenStatement,
} from './statement.ts';

/** What a task of an incident was done with besides its form. */
export interface IncidentDone extends DoneTask {
  /** Digest of the very text of a statement; empty where the form has none. */
  readonly textDigest: string;
  /** The sheet a task is about. */
  readonly sheetId: string | null;
}

function sheetOf({ sheetId }: IncidentDone): string {
  if (sheetId === null) throw new Refusal('SHEET_UNKNOWN');
  return sheetId;
}

function judgement(incident: Incident, fields: Fields, done: DoneTask): IncidentDraft {
  const form = read(incidentTasks['confirm-level'], fields);
  if (form.judgement === 'none') return { ...done, type: 'dismiss', data: {} };
  const { level, kind, unitId } = form;
  return {
    ...{ ...done, type: 'confirm-level' },
    data: { level: level ?? 'ordinary', kind: kind ?? incident.kind, unitId: unitId || null },
  };
}

function approval(incident: Incident, fields: Fields, done: DoneTask): IncidentDraft {
  const { decision, version } = read(incidentTasks['approve-statement'], fields);
  const { by } = done;
  return decision === 'approved'
    ? { ...done, type: 'approve-statement', data: approvedStatement(incident, version, by) }
    : { ...done, type: 'return-statement', data: returnedStatement(incident, version, by.role) };
}

function consultation(incident: Incident, fields: Fields, done: DoneTask): IncidentDraft {
  read(incidentTasks.consult, fields);
  if (incident.duties?.superiorFirst === true && !incident.viewTaken)
    throw new Refusal('SUPERIOR_VIEW_MISSING');
  return { ...done, type: 'consult', data: {} };
}

function draft(incident: Incident, fields: Fields, done: IncidentDone): IncidentDraft {
  const { statementType, parts } = read(incidentTasks['draft-statement'], fields);
  const { textDigest, sheetId: _, ...plain } = done;
  const data = writtenStatement(incident, { statementType, parts, textDigest });
  return { ...plain, type: 'draft-statement', data };
}

/**
 * What a completed task does to its incident: the action its header names, read from the form.
 *
 * @throws Refusal `FIELD_INVALID` with the field, `SUPERIOR_VIEW_MISSING`, `SHEET_UNKNOWN`, and those of the statement
 */
export function decideIncidentTask(
  action: IncidentTaskAction,
  incident: Incident,
  fields: Fields,
  done: IncidentDone,
): IncidentDraft {
  const { textDigest: _, sheetId: __, ...plain } = done;
  switch (action) {
    case 'confirm-level':
      return judgement(incident, fields, plain);
    case 'take-superior-view':
      read(incidentTasks[action], fields);
      return { ...plain, type: action, data: {} };
    case 'consult':
      return consultation(incident, fields, plain);
    case 'draft-statement':
      return draft(incident, fields, done);
    case 'approve-statement':
      return approval(incident, fields, plain);
    case 'publish-statement': {
      const { version, outlets } = read(incidentTasks[action], fields);
      return { ...plain, type: action, data: releasedStatement(incident, version, outlets) };
    }
    case 'follow-up': {
      const { outcome } = read(incidentTasks[action], fields);
      return { ...plain, type: action, data: { outcome } };
    }
    case 'review-incident':
      read(incidentTasks[action], fields);
      return { ...plain, type: 'review', data: {} };
    case 'monitor': {
      const { trend } = read(incidentTasks[action], fields);
      return { ...plain, type: action, data: { trend } };
    }
    case 'verify-facts':
      read(incidentTasks[action], fields);
      return { ...plain, type: action, data: { sheetId: sheetOf(done) } };
    case 'sign-sheet': {
      const { decision } = read(incidentTasks[action], fields);
      const type = decision === 'approved' ? 'sign-sheet' : 'return-sheet';
      return { ...plain, type, data: { sheetId: sheetOf(done) } };
    }
  }
}
