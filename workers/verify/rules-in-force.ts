import { z } from 'zod';
import type { DefinitionRow } from '../store/definitions.ts';
import type { EngineRecordRow } from '../store/engine-records.ts';
import { type Check, type Evidence, openFinding } from './check.ts';

type Finding = ReturnType<typeof openFinding>;

const process = z.looseObject({
  bpmnProcessId: z.string(),
  version: z.number(),
  processDefinitionKey: z.string(),
});
const decision = z.looseObject({
  decisionId: z.string(),
  version: z.number(),
  decisionKey: z.string(),
});
const element = z.looseObject({
  bpmnProcessId: z.string(),
  processDefinitionKey: z.string(),
  processInstanceKey: z.string(),
  parentProcessInstanceKey: z.string().nullable(),
  elementType: z.string(),
});
const evaluation = z.looseObject({
  processInstanceKey: z.string().nullable(),
  elementId: z.string().nullable(),
  evaluated: z.array(
    z.looseObject({
      decisionId: z.string(),
      version: z.number(),
      decisionKey: z.string().nullable(),
    }),
  ),
});

interface Version {
  readonly key: string;
  readonly version: number;
}

/** What one partition has shown so far, record by record. */
function openPartition() {
  return {
    /** Newest version by the id of the process or decision. */
    newest: new Map<string, Version>(),
    /** Every decision that was created here. */
    created: new Set<string>(),
    /** The definition each running instance follows. */
    followed: new Map<string, string>(),
  };
}
type Partition = ReturnType<typeof openPartition>;

function created({ newest }: Partition, id: string, { key, version }: Version): void {
  if ((newest.get(id)?.version ?? 0) < version) newest.set(id, { key, version });
}

/** An instance follows the newest diagram of its partition, unless another instance called it by its own binding. */
function instanceMoved(
  partition: Partition,
  { intent, value }: EngineRecordRow,
  finding: Finding,
): void {
  const parsed = element.safeParse(value);
  if (!parsed.success || parsed.data.elementType !== 'PROCESS') return;
  const { bpmnProcessId, processDefinitionKey, processInstanceKey } = parsed.data;
  if (intent === 'ELEMENT_COMPLETED' || intent === 'ELEMENT_TERMINATED') {
    partition.followed.delete(processInstanceKey);
    return;
  }
  partition.followed.set(processInstanceKey, processDefinitionKey);
  if (intent !== 'ELEMENT_ACTIVATED' || parsed.data.parentProcessInstanceKey !== null) return;
  finding.saw();
  const inForce = partition.newest.get(`process:${bpmnProcessId}`)?.key;
  if (inForce !== processDefinitionKey)
    finding.violated(
      `instance ${processInstanceKey} of ${bpmnProcessId} began with ${processDefinitionKey}, in force was ${inForce}`,
    );
}

/** Whether a rule step keeps the rules its diagram came with; without a word it takes the newest. */
export function keepsItsRules(diagram: string, elementId: string): boolean {
  const begin = diagram.search(new RegExp(`<[\\w:]*businessRuleTask\\b[^>]*\\bid="${elementId}"`));
  if (begin < 0) return false;
  const rest = diagram.slice(begin);
  const end = rest.search(/<\/[\w:]*businessRuleTask>/);
  return /\bbindingType="deployment"/.test(end < 0 ? rest : rest.slice(0, end));
}

/** Versions and texts of what was deployed, read once each. */
function openDefinitions({ store }: Evidence) {
  const read = new Map<string, Promise<DefinitionRow | null>>();
  return (key: string) => {
    const known = read.get(key);
    if (known !== undefined) return known;
    const found = store.rows<DefinitionRow>('definitions').findOne({ _id: key });
    read.set(key, found);
    return found;
  };
}
type Definitions = ReturnType<typeof openDefinitions>;

interface Decided {
  readonly decisionId: string;
  readonly version: number;
  readonly key: string;
  readonly elementId: string | null;
  readonly instanceKey: string | null;
}

/** Why a decision was taken by another version than the one in force there and then; null when it was not. */
async function faultOf(
  partition: Partition,
  { decisionId, version, key, elementId, instanceKey }: Decided,
  definitions: Definitions,
): Promise<string | null> {
  if (!partition.created.has(key)) return 'was decided before its partition had shown the version';
  const used = await definitions(key);
  if (used?.version !== version || used.id !== decisionId) return 'names no version that is known';
  const followed = instanceKey === null ? undefined : partition.followed.get(instanceKey);
  const diagram = followed === undefined ? null : await definitions(followed);
  if (diagram?.resource && elementId !== null && keepsItsRules(diagram.resource, elementId))
    return used.versionTag === diagram.versionTag
      ? null
      : `came with ${used.versionTag}, its diagram with ${diagram.versionTag}`;
  const newest = partition.newest.get(`decision:${decisionId}`)?.key;
  return newest === key ? null : `was not by the newest version, ${newest}`;
}

async function decided(
  partition: Partition,
  { key, value }: EngineRecordRow,
  definitions: Definitions,
  finding: Finding,
): Promise<void> {
  const parsed = evaluation.safeParse(value);
  if (!parsed.success) return;
  const { processInstanceKey: instanceKey, elementId, evaluated } = parsed.data;
  for (const { decisionId, version, decisionKey } of evaluated) {
    finding.saw();
    if (decisionKey === null) {
      finding.violated(`decision ${key} of ${decisionId} names no version`);
      continue;
    }
    const taken = { decisionId, version, key: decisionKey, elementId, instanceKey };
    const fault = await faultOf(partition, taken, definitions);
    if (fault !== null)
      finding.violated(`decision ${key} by ${decisionId} version ${version} ${fault}`);
  }
}

async function follow(
  partition: Partition,
  record: EngineRecordRow,
  definitions: Definitions,
  finding: Finding,
): Promise<void> {
  const { valueType, value, intent } = record;
  if (valueType === 'PROCESS_INSTANCE') instanceMoved(partition, record, finding);
  else if (valueType === 'DECISION_EVALUATION' && intent === 'EVALUATED')
    await decided(partition, record, definitions, finding);
  else if (valueType === 'PROCESS') {
    const { bpmnProcessId, version, processDefinitionKey: key } = process.parse(value);
    created(partition, `process:${bpmnProcessId}`, { key, version });
  } else if (valueType === 'DECISION') {
    const { decisionId, version, decisionKey: key } = decision.parse(value);
    created(partition, `decision:${decisionId}`, { key, version });
    partition.created.add(key);
  }
}

const wanted = ['PROCESS', 'DECISION', 'PROCESS_INSTANCE', 'DECISION_EVALUATION'];

/**
 * I9: each decision names one version, and that was in force on its partition at that moment: the one its diagram came
 * with where the diagram says so, the newest otherwise; and each instance began with the newest diagram. Told by the
 * order of records alone, so that no clock can be wrong.
 */
export const rulesInForce: Check = {
  id: 'I9',
  claim: 'every instance and every decision by the version in force on its partition',
  run: async (evidence) => {
    const finding = openFinding();
    const definitions = openDefinitions(evidence);
    const partitions = new Map<number, Partition>();
    const records = evidence.store
      .rows<EngineRecordRow>('engine_records')
      .find({ valueType: { $in: wanted } })
      .project<EngineRecordRow>({ 'value.resource': 0 })
      .sort({ partition: 1, position: 1 });
    for await (const record of records) {
      const partition = partitions.get(record.partition) ?? openPartition();
      partitions.set(record.partition, partition);
      await follow(partition, record, definitions, finding);
    }
    return finding.close();
  },
};
