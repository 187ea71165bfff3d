import { jobs } from '../../processes/contracts.ts';
import { isMovable } from '../../processes/migration/diagram.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { DefinitionRow } from '../../workers/store/definitions.ts';
import type { InstanceRow } from '../../workers/store/instances.ts';
import type { ApiDeps } from '../deps.ts';
import { diagramOf } from '../migrations/impact.ts';
import { namesOf } from '../users/names.ts';
import { nameIn, presentInstance, presentValues } from './presenter.ts';
import type { InstanceView } from './schema.ts';

/** @throws Refusal `INSTANCE_UNKNOWN` */
export async function instanceOf({ instances }: Pick<ApiDeps, 'instances'>, key: string) {
  const row = await instances.find(key);
  if (row === null) throw new Refusal('INSTANCE_UNKNOWN');
  return row;
}

/** The variables the jobs of a diagram take and give. */
function variablesOf(processId: string): string[] {
  const served = Object.entries(jobs).filter(([type]) => type.startsWith(`${processId}:`));
  const names = served.flatMap(([, { input, output }]) => [
    ...Object.keys(input.shape),
    ...Object.keys(output.shape),
  ]);
  return [...new Set(names)].sort();
}

async function waitingOf(deps: ApiDeps, row: InstanceRow, diagram: DefinitionRow | null) {
  const [tasks, timers, stalls] = await Promise.all([
    deps.running.tasksOf(row._id),
    deps.timers.ofInstance(row._id),
    deps.stalls.ofInstance(row._id),
  ]);
  const name = (elementId: string) => nameIn(diagram, elementId);
  return {
    tasks: tasks.map(({ _id, elementId, createdAt, state }) => ({
      ...{ key: _id, elementId, name: name(elementId), state, at: createdAt.toISOString() },
    })),
    timers: timers.map(({ _id, elementId, dueAt, state }) => ({
      ...{ key: _id, elementId, name: name(elementId), state, at: dueAt.toISOString() },
    })),
    stalled: stalls.map((stall) => ({
      ...{ key: stall._id, name: name(stall.elementId ?? '') },
      ...{ errorType: stall.errorType, message: stall.message, at: stall.createdAt.toISOString() },
      resolvedAt: stall.resolvedAt?.toISOString() ?? null,
    })),
    open: stalls.filter(({ resolvedAt }) => resolvedAt === null),
  };
}

async function historyOf({ operatorActions, users }: ApiDeps, key: string) {
  const actions = await operatorActions.ofInstance(key);
  const names = await namesOf(
    users,
    actions.map(({ by }) => by),
  );
  const history = actions.map(({ at, by, deed, reason, about, outcome }) => ({
    ...{ deed, reason, about: { ...about }, outcome, at: at.toISOString() },
    by: { id: by, name: names.get(by) ?? by },
  }));
  return { actions, history };
}

async function relativesOf({ instances, definitions }: ApiDeps, row: InstanceRow) {
  const called = await instances.calledBy(row._id);
  return Promise.all(
    called.map(async ({ _id: key, state, processDefinitionKey, bpmnProcessId }) => {
      const diagram = await definitions.find(processDefinitionKey);
      return { key, state, name: diagram?.name || bpmnProcessId };
    }),
  );
}

/** One instance with all an operator looks at; nothing of who sent the complaint. */
export async function readInstanceView(deps: ApiDeps, row: InstanceRow): Promise<InstanceView> {
  const definition = await deps.definitions.find(row.processDefinitionKey);
  const [waiting, { actions, history }, called, decisions, its, read, versions] = await Promise.all(
    [
      waitingOf(deps, row, definition),
      historyOf(deps, row._id),
      relativesOf(deps, row),
      deps.decisions.ofInstance(row._id),
      row.caseId === null ? null : deps.cases.find(row.caseId),
      diagramOf(definition),
      deps.definitions.versions('process', row.bpmnProcessId),
    ],
  );
  const { open, ...shown } = waiting;
  const elements = Object.entries(row.elements);
  const item = presentInstance(row, definition, {
    number: its?.number ?? null,
    stalls: open.length,
  });
  return {
    ...item,
    ...{ ...shown, history, called, callerKey: row.parentKey },
    definitionKey: row.processDefinitionKey,
    diagram: {
      ...{ key: row._id, clockKind: null, processId: row.bpmnProcessId, name: item.name },
      ...{ version: row.version, xml: definition?.resource ?? '' },
      active: elements.filter(([, { active }]) => active > 0).map(([id]) => id),
      done: elements
        .filter(([, { active, completed }]) => active === 0 && completed > 0)
        .map(([id]) => id),
      stalled: open.flatMap(({ elementId }) => elementId ?? []),
    },
    tokens: Object.entries(row.tokens).map(([key, elementId]) => ({
      ...{ key, elementId, name: nameIn(definition, elementId) },
    })),
    elements: [...(read?.elements.values() ?? [])].map((one) => ({
      ...{ id: one.id, name: one.name || one.id, movable: isMovable(one) },
    })),
    values: presentValues(decisions, actions),
    variables: variablesOf(row.bpmnProcessId),
    versions: versions
      .filter(({ _id }) => _id !== row.processDefinitionKey)
      .map(({ _id, version }) => ({ definitionKey: _id, version })),
  };
}
