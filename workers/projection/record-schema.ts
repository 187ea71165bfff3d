import { z } from 'zod';

const key = z.string();
const noKey = z.string().nullable();
const count = z.int().nonnegative();

const userTask = z.object({
  userTaskKey: key,
  elementId: z.string(),
  elementInstanceKey: key,
  bpmnProcessId: z.string(),
  processVersion: count,
  processDefinitionKey: key,
  processInstanceKey: key,
  assignee: z.string().nullable(),
  candidateGroups: z.array(z.string()),
  dueDate: z.string().nullable(),
  formKey: noKey,
  priority: z.int(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
});

const element = z.object({
  bpmnProcessId: z.string(),
  version: count,
  processDefinitionKey: key,
  processInstanceKey: key,
  elementId: z.string(),
  elementType: z.string(),
  flowScopeKey: noKey,
  parentProcessInstanceKey: noKey,
});

const incident = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  processInstanceKey: noKey,
  elementId: z.string(),
  elementInstanceKey: noKey,
  jobKey: noKey,
});

const engineError = z.object({
  exceptionMessage: z.string(),
  processInstanceKey: noKey,
});

const decisionValue = z.object({ id: z.string(), name: z.string(), value: z.string() });

const evaluation = z.object({
  decisionId: z.string(),
  decisionName: z.string(),
  decisionKey: noKey,
  decisionVersion: z.int(),
  processInstanceKey: noKey,
  elementId: z.string(),
  failureMessage: z.string().nullable(),
  evaluated: z.array(
    z.object({
      decisionId: z.string(),
      decisionName: z.string(),
      decisionKey: noKey,
      version: z.int(),
      output: z.string(),
      inputs: z.array(decisionValue),
      matchedRules: z.array(
        z.object({ id: z.string(), index: z.int(), outputs: z.array(decisionValue) }),
      ),
    }),
  ),
});

const processDefinition = z.object({
  bpmnProcessId: z.string(),
  version: count,
  versionTag: z.string().nullable(),
  processDefinitionKey: key,
  resourceName: z.string(),
  checksum: z.string(),
  resource: z.string(),
});

const form = z.object({
  formId: z.string(),
  version: count,
  versionTag: z.string().nullable(),
  formKey: key,
  resourceName: z.string(),
  checksum: z.string(),
  resource: z.string(),
});

const decision = z.object({
  decisionId: z.string(),
  decisionName: z.string(),
  version: count,
  versionTag: z.string().nullable(),
  decisionKey: key,
  requirementsKey: key,
});

const requirements = z.object({
  requirementsId: z.string(),
  requirementsName: z.string(),
  version: count,
  requirementsKey: key,
  resourceName: z.string(),
  checksum: z.string(),
  resource: z.string(),
});

const messageStart = z.object({
  bpmnProcessId: z.string(),
  processDefinitionKey: key,
  processInstanceKey: key,
  correlationKey: z.string(),
});

const timer = z.object({
  processInstanceKey: noKey,
  elementInstanceKey: noKey,
  targetElementId: z.string(),
  dueDate: z.date(),
});

/** An envelope of the exporter around the value of one type of record. */
function record<
  T extends string,
  const I extends readonly [string, ...string[]],
  V extends z.ZodType,
>(valueType: T, intents: I, value: V) {
  return z.object({
    partition: z.int().positive(),
    position: z.int().nonnegative(),
    key,
    valueType: z.literal(valueType),
    intent: z.enum(intents),
    at: z.date(),
    value,
  });
}

/** The records that are projected; anything else in the stream is a dead letter. */
export const engineRecord = z.discriminatedUnion('valueType', [
  record(
    'USER_TASK',
    ['CREATED', 'ASSIGNED', 'UPDATED', 'COMPLETED', 'CANCELED', 'MIGRATED'],
    userTask,
  ),
  record(
    'PROCESS_INSTANCE',
    ['ELEMENT_ACTIVATED', 'ELEMENT_COMPLETED', 'ELEMENT_TERMINATED', 'ELEMENT_MIGRATED'],
    element,
  ),
  record('INCIDENT', ['CREATED', 'RESOLVED', 'MIGRATED'], incident),
  record('ERROR', ['CREATED'], engineError).extend({ key: noKey }),
  record('DECISION_EVALUATION', ['EVALUATED', 'FAILED'], evaluation),
  record('PROCESS', ['CREATED'], processDefinition),
  record('FORM', ['CREATED'], form),
  record('DECISION', ['CREATED'], decision),
  record('DECISION_REQUIREMENTS', ['CREATED'], requirements),
  record('MESSAGE_START_EVENT_SUBSCRIPTION', ['CORRELATED'], messageStart),
  record('TIMER', ['CREATED', 'TRIGGERED', 'CANCELED', 'MIGRATED'], timer),
]);

export type EngineRecord = z.infer<typeof engineRecord>;

/** The record of one type. */
export type RecordOf<T extends EngineRecord['valueType']> = Extract<EngineRecord, { valueType: T }>;
