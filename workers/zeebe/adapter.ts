import { z } from 'zod';
import type { Now } from '../platform/clock.ts';
import { engineErrorOf, isDelivered, isGone, isSettled } from './engine-error.ts';
import { createGatewayJobs } from './gateway-jobs.ts';
import { startJobWorker } from './job-worker.ts';
import { type LinkOptions, openLink } from './link.ts';
import type { Answer, Deployed, EnginePort, Variables } from './port.ts';

export interface EngineOptions extends LinkOptions {
  readonly now: Now;
  /** How this process is called in the engine's records. */
  readonly workerName: string;
  /** How long a request for jobs may wait at the gateway, in ms. */
  readonly longPollMs?: number;
}

const version = z.number().int();
const deployment = z.object({
  process: z
    .object({
      bpmnProcessId: z.string(),
      processDefinitionKey: z.string(),
      resourceName: z.string(),
      version,
    })
    .nullish(),
  decision: z.object({ dmnDecisionId: z.string(), decisionKey: z.string(), version }).nullish(),
  decisionRequirements: z
    .object({
      dmnDecisionRequirementsId: z.string(),
      decisionRequirementsKey: z.string(),
      resourceName: z.string(),
      version,
    })
    .nullish(),
  form: z
    .object({ formId: z.string(), formKey: z.string(), resourceName: z.string(), version })
    .nullish(),
});

function deployedOf(answer: unknown): Deployed {
  const { process, decision, decisionRequirements: drg, form } = deployment.parse(answer);
  if (process)
    return {
      kind: 'process',
      id: process.bpmnProcessId,
      key: process.processDefinitionKey,
      version: process.version,
      file: process.resourceName,
    };
  if (decision)
    return {
      kind: 'decision',
      id: decision.dmnDecisionId,
      key: decision.decisionKey,
      version: decision.version,
      file: '',
    };
  if (drg)
    return {
      kind: 'requirements',
      id: drg.dmnDecisionRequirementsId,
      key: drg.decisionRequirementsKey,
      version: drg.version,
      file: drg.resourceName,
    };
  if (form)
    return {
      kind: 'form',
      id: form.formId,
      key: form.formKey,
      version: form.version,
      file: form.resourceName,
    };
  throw new Error('the engine deployed something unknown');
}

/** As the engine will read them: a date becomes its text, what is no JSON falls away. */
function plain(variables: Variables): Record<string, never> {
  return JSON.parse(JSON.stringify(variables));
}

/** `gone` where the engine does not know the thing; other failures are thrown. */
async function toldOf(answer: Promise<unknown>, isPast = isGone): Promise<Answer> {
  try {
    await answer;
    return 'done';
  } catch (thrown) {
    const error = engineErrorOf(thrown);
    if (isPast(error)) return 'gone';
    throw error;
  }
}

/**
 * What became of a job, told to the engine. A word whose answer was lost is told again, and by then the job may be in
 * another state: the first word was heard, or another worker was faster. Neither is a fault of the outcome.
 */
function jobToldOf(answer: Promise<unknown>): Promise<Answer> {
  return toldOf(answer, isSettled);
}

/** The engine behind its gateway: gRPC for messages, jobs and deployments, REST for user tasks. */
export function connectEngine(options: EngineOptions): EnginePort {
  const { longPollMs = 5000, now, logger } = options;
  const link = openLink(options);
  const jobs = createGatewayJobs(link, options.workerName);
  return {
    publishMessage: async ({ ttlMs: timeToLive, variables, ...message }) => {
      const told = { ...message, timeToLive, variables: plain(variables) };
      try {
        await link.call((channel) => channel.publishMessage(told));
      } catch (thrown) {
        const error = engineErrorOf(thrown);
        if (!isDelivered(error)) throw error;
      }
      return 'delivered';
    },
    completeTask: (userTaskKey, variables) =>
      toldOf(
        link.rest((client) =>
          client.completeUserTask({ userTaskKey, variables: plain(variables) }),
        ),
      ),
    assignTask: (userTaskKey, assignee) =>
      toldOf(link.rest((client) => client.assignUserTask({ userTaskKey, assignee }))),
    unassignTask: (userTaskKey) =>
      toldOf(link.rest((client) => client.unassignUserTask({ userTaskKey }))),
    completeJob: (jobKey, variables) =>
      jobToldOf(
        link.call((channel) => channel.completeJob({ jobKey, variables: plain(variables) })),
      ),
    failJob: (jobKey, { retries, backOffMs: retryBackOff, message: errorMessage }) =>
      jobToldOf(
        link.call((channel) => channel.failJob({ jobKey, retries, retryBackOff, errorMessage })),
      ),
    throwJobError: (jobKey, { code: errorCode, message: errorMessage }) =>
      jobToldOf(link.call((channel) => channel.throwError({ jobKey, errorCode, errorMessage }))),
    deploy: async (resources) => {
      const files = resources.map(({ name, content }) => ({ name, process: Buffer.from(content) }));
      const { deployments } = await link.call((channel) => channel.deployResources(files));
      return deployments.map(deployedOf);
    },
    deleteResource: (resourceKey) =>
      toldOf(link.call((channel) => channel.deleteResource({ resourceKey }))),
    resolveStall: (incidentKey) =>
      toldOf(link.call((channel) => channel.resolveIncident({ incidentKey }))),
    updateJobRetries: (jobKey, retries) =>
      toldOf(link.call((channel) => channel.updateJobRetries({ jobKey, retries }))),
    setVariables: (elementInstanceKey, variables) =>
      toldOf(
        link.call((channel) =>
          channel.setVariables({ elementInstanceKey, variables, local: true }),
        ),
      ),
    cancelInstance: (instanceKey) =>
      toldOf(link.call((channel) => channel.cancelProcessInstance(instanceKey))),
    migrateInstance: (processInstanceKey, { definitionKey, mapping }) =>
      toldOf(
        link.call((channel) =>
          channel.migrateProcessInstance({
            processInstanceKey,
            migrationPlan: {
              targetProcessDefinitionKey: definitionKey,
              mappingInstructions: Object.entries(mapping).map(
                ([sourceElementId, targetElementId]) => ({ sourceElementId, targetElementId }),
              ),
            },
          }),
        ),
      ),
    modifyInstance: (processInstanceKey, { activate, terminate }) =>
      toldOf(
        link.call((channel) =>
          channel.modifyProcessInstance({
            processInstanceKey,
            activateInstructions: activate.map((elementId) => ({
              elementId,
              ancestorElementInstanceKey: '-1',
              variableInstructions: [],
            })),
            terminateInstructions: terminate.map((elementInstanceKey) => ({ elementInstanceKey })),
          }),
        ),
      ),
    topology: async () => {
      const { gatewayVersion, brokers, partitionsCount } = await link.call((channel) =>
        channel.topology(),
      );
      const seen = brokers.flatMap(({ partitions }) => partitions);
      const ids = Array.from({ length: partitionsCount }, (_, index) => index + 1);
      return {
        version: gatewayVersion,
        partitions: ids.map((id) => {
          const leader = seen.find(
            ({ partitionId, role }) => partitionId === id && String(role) === 'LEADER',
          );
          return {
            id,
            hasLeader: leader !== undefined,
            isHealthy: String(leader?.health) === 'HEALTHY',
          };
        }),
      };
    },
    createWorker: (spec) => startJobWorker(spec, jobs, { now, logger, longPollMs }),
    close: link.close,
  };
}
