import { caseIdOfClock } from '../../processes/complaint/clocks.ts';
import type { ElementCount, InstanceRow } from '../store/instances.ts';
import type { Changes, RowKeys } from '../store/projected.ts';
import type { RecordOf } from './record-schema.ts';
import type { Find } from './rows.ts';

/** Which record an instance runs, by diagram: the correlation key of its start message is that record's id. */
export const keyedBy: Readonly<
  Record<
    string,
    | 'caseId'
    | 'clockId'
    | 'scoreId'
    | 'requestId'
    | 'questionId'
    | 'recourseId'
    | 'stationId'
    | 'promiseId'
    | 'lookBackId'
    | 'instructionId'
    | 'handoverId'
    | 'mergeId'
    | 'regimeAskId'
    | 'sheetId'
    | 'monitoringId'
    | 'callId'
  >
> = {
  complaint: 'caseId',
  clock: 'clockId',
  escalation: 'clockId',
  demerit: 'scoreId',
  'demerit-appeal': 'scoreId',
  extension: 'requestId',
  question: 'questionId',
  recourse: 'recourseId',
  tier: 'stationId',
  promise: 'promiseId',
  'look-back': 'lookBackId',
  instruction: 'instructionId',
  handover: 'handoverId',
  merge: 'mergeId',
  regime: 'regimeAskId',
  incident: 'caseId',
  'contact-sheet': 'sheetId',
  monitoring: 'monitoringId',
  'duty-call': 'callId',
};
/** Ids that begin with the id of the case they are about. */
const beside: readonly string[] = [
  ...[
    'requestId',
    'questionId',
    'recourseId',
    'stationId',
    'promiseId',
    'lookBackId',
    'instructionId',
  ],
  ...['handoverId', 'mergeId'],
  'regimeAskId',
  ...['sheetId', 'monitoringId', 'callId'],
];
/** The id of points that a clock cost begins with the case of the clock. */
const caseOfScore = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}):/;

/** A ladder, a request for more time, a question and a merge are matters of their case: their tasks stand in the inbox. */
function caseIdOf({ bpmnProcessId, correlationKey }: Start['value']): string | null {
  const keyed = keyedBy[bpmnProcessId];
  if (keyed === 'caseId') return correlationKey;
  if (keyed === 'scoreId') return caseOfScore.exec(correlationKey)?.[1] ?? null;
  const ofCase = bpmnProcessId === 'escalation' || (keyed !== undefined && beside.includes(keyed));
  return ofCase ? caseIdOfClock(correlationKey) : null;
}

type Element = RecordOf<'PROCESS_INSTANCE'>;
type Start = RecordOf<'MESSAGE_START_EVENT_SUBSCRIPTION'>;

/** Ids of the records an instance belongs to; null where it belongs to none. */
export interface Belonging {
  readonly caseId: string | null;
  readonly clockId: string | null;
}

/** What the rows of an instance belong to. */
export function belongingOf(find: Find, instanceKey: string | null): Belonging {
  const instance = instanceKey === null ? null : find('instances', instanceKey);
  return { caseId: instance?.caseId ?? null, clockId: instance?.clockId ?? null };
}

export function rowsOfElement({ value }: Element): RowKeys {
  const { processInstanceKey, parentProcessInstanceKey } = value;
  return {
    instances:
      parentProcessInstanceKey === null
        ? [processInstanceKey]
        : [processInstanceKey, parentProcessInstanceKey],
  };
}

export function rowsOfStart({ value }: Start): RowKeys {
  return { instances: [value.processInstanceKey] };
}

/** A message started an instance: the engine writes this before anything the instance does. */
export function projectStart(record: Start, find: Find): Changes {
  const { value } = record;
  const current = find('instances', value.processInstanceKey);
  if (isOld(current, record)) return {};
  const keyed = keyedBy[value.bpmnProcessId];
  const started: InstanceRow = {
    ...(current ?? blank(record)),
    businessKey: value.correlationKey,
    caseId: caseIdOf(value),
    clockId: keyed === 'clockId' ? value.correlationKey : null,
    position: record.position,
  };
  return { instances: [started] };
}

/** A token came to an element, left it, or the instance itself began or ended. */
export function projectElement(record: Element, find: Find): Changes {
  const { value } = record;
  const current = find('instances', value.processInstanceKey);
  if (isOld(current, record)) return {};
  const instance = { ...(current ?? begun(record, find)), position: record.position };
  return {
    instances: [
      value.elementType === 'PROCESS' ? wholeMoved(instance, record) : tokenMoved(instance, record),
    ],
  };
}

function isOld(current: InstanceRow | null | undefined, { position }: { position: number }) {
  return current !== null && current !== undefined && current.position >= position;
}

function blank({ partition, at, value }: Element | Start): InstanceRow {
  return {
    _id: value.processInstanceKey,
    partition,
    bpmnProcessId: value.bpmnProcessId,
    processDefinitionKey: value.processDefinitionKey,
    version: 0,
    parentKey: null,
    businessKey: null,
    caseId: null,
    clockId: null,
    state: 'active',
    endElementId: null,
    elements: {},
    tokens: {},
    startedAt: at,
    endedAt: null,
    position: 0,
  };
}

/** A called instance belongs where its caller belongs, which ran in the same partition before it. */
function begun(record: Element, find: Find): InstanceRow {
  const parentKey = record.value.parentProcessInstanceKey;
  const parent = parentKey === null ? null : find('instances', parentKey);
  return {
    ...blank(record),
    parentKey,
    businessKey: parent?.businessKey ?? null,
    caseId: parent?.caseId ?? null,
    clockId: parent?.clockId ?? null,
  };
}

function wholeMoved(instance: InstanceRow, { intent, at, value }: Element): InstanceRow {
  const { bpmnProcessId, processDefinitionKey, version } = value;
  switch (intent) {
    case 'ELEMENT_ACTIVATED':
      return { ...instance, version, startedAt: at };
    case 'ELEMENT_MIGRATED':
      return { ...instance, bpmnProcessId, processDefinitionKey, version };
    case 'ELEMENT_COMPLETED':
      return { ...instance, state: 'completed', tokens: {}, endedAt: at };
    case 'ELEMENT_TERMINATED':
      return { ...instance, state: 'terminated', tokens: {}, endedAt: at };
  }
}

function tokenMoved(instance: InstanceRow, record: Element): InstanceRow {
  const { key, intent, value } = record;
  // The body around several instances of an element bears the same id; the element counts, not the body.
  if (value.elementType === 'MULTI_INSTANCE_BODY') return instance;
  const { [key]: wasAt, ...others } = instance.tokens;
  switch (intent) {
    case 'ELEMENT_ACTIVATED':
      return counted(instance, { ...others, [key]: value.elementId });
    case 'ELEMENT_MIGRATED':
      return wasAt === undefined
        ? instance
        : counted(instance, { ...others, [key]: value.elementId });
    case 'ELEMENT_TERMINATED':
      return counted(instance, others);
    case 'ELEMENT_COMPLETED': {
      const isEnd =
        value.elementType === 'END_EVENT' && value.flowScopeKey === value.processInstanceKey;
      const left = counted(instance, others, value.elementId);
      return isEnd ? { ...left, endElementId: value.elementId } : left;
    }
  }
}

/** Counts tokens anew, from the tokens themselves: no count can drift. */
function counted(
  instance: InstanceRow,
  tokens: Readonly<Record<string, string>>,
  completedId?: string,
): InstanceRow {
  const counts = new Map<string, ElementCount>();
  for (const [elementId, { completed }] of Object.entries(instance.elements)) {
    counts.set(elementId, { active: 0, completed });
  }
  const at = (elementId: string) => counts.get(elementId) ?? { active: 0, completed: 0 };
  for (const elementId of Object.values(tokens)) {
    const { active, completed } = at(elementId);
    counts.set(elementId, { active: active + 1, completed });
  }
  if (completedId !== undefined) {
    const { active, completed } = at(completedId);
    counts.set(completedId, { active, completed: completed + 1 });
  }
  return { ...instance, elements: Object.fromEntries(counts), tokens };
}
