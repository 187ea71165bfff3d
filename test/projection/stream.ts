import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { projectBatch, readRecord } from '../../workers/projection/project-batch.ts';
import { createRows, type Rows } from '../../workers/projection/rows.ts';
import type { EngineRecordRow } from '../../workers/store/engine-records.ts';

const date = z.iso.datetime().transform((text) => new Date(text));
const recorded = z.array(
  z.object({
    _id: z.string(),
    partition: z.number(),
    position: z.number(),
    key: z.string().nullable(),
    valueType: z.string(),
    intent: z.string(),
    at: date,
    value: z.record(z.string(), z.unknown()),
  }),
);

/**
 * What the engine wrote while it ran three small complaints on two partitions, in order; the first
 * went the whole way (decision, check, called signing, timer of the rating window, archive).
 */
export async function recordedStream(): Promise<EngineRecordRow[]> {
  const text = await readFile(new URL('recorded-stream.json', import.meta.url), 'utf8');
  return recorded.parse(JSON.parse(text)).map((row) => ({ ...row, value: withDates(row.value) }));
}

function withDates(value: Record<string, unknown>): Record<string, unknown> {
  return typeof value.dueDate === 'string' && value.targetElementId !== undefined
    ? { ...value, dueDate: new Date(value.dueDate) }
    : value;
}

/** Projects a stream onto empty rows. */
export function projected(stream: readonly EngineRecordRow[]): Rows {
  const rows = createRows();
  projectBatch(stream.map(readRecord), rows);
  return rows;
}

/** One record of the stream, with the fields a test cares about changed. */
export function buildRecord(fields: Partial<EngineRecordRow> = {}): EngineRecordRow {
  const partition = fields.partition ?? 1;
  const position = fields.position ?? 1;
  return {
    _id: `${partition}:${position}`,
    partition,
    position,
    key: '2251799813685300',
    valueType: 'USER_TASK',
    intent: 'CREATED',
    at: new Date('2026-11-21T02:00:00Z'),
    value: buildTaskValue(),
    ...fields,
  };
}

/** What a user task's record carries. */
export function buildTaskValue(fields: Readonly<Record<string, unknown>> = {}) {
  return {
    userTaskKey: '2251799813685300',
    elementId: 'check',
    elementInstanceKey: '2251799813685299',
    bpmnProcessId: 'complaint',
    processVersion: 1,
    processDefinitionKey: '2251799813685250',
    processInstanceKey: '2251799813685290',
    assignee: null,
    candidateGroups: ['intake-clerk'],
    dueDate: null,
    formKey: null,
    priority: 50,
    headers: [{ name: 'action', value: 'accept' }],
    ...fields,
  };
}

/** What an element's record carries. */
export function buildElementValue(fields: Readonly<Record<string, unknown>> = {}) {
  return {
    bpmnProcessId: 'complaint',
    version: 1,
    processDefinitionKey: '2251799813685250',
    processInstanceKey: '2251799813685290',
    elementId: 'check',
    elementType: 'USER_TASK',
    flowScopeKey: '2251799813685290',
    parentProcessInstanceKey: null,
    ...fields,
  };
}

/** A step of a seeded, repeatable shuffle. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed;
  for (let last = result.length - 1; last > 0; last -= 1) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const other = state % (last + 1);
    const [a, b] = [result[last], result[other]];
    if (a !== undefined && b !== undefined) [result[last], result[other]] = [b, a];
  }
  return result;
}
