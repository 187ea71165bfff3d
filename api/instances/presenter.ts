import type { DecisionRow } from '../../workers/store/decisions.ts';
import type { DefinitionRow } from '../../workers/store/definitions.ts';
import type { InstanceRow } from '../../workers/store/instances.ts';
import type { OperatorActionRow } from '../../workers/store/operator-actions.ts';
import type { InstanceItem, InstanceView } from './schema.ts';

/** What an element is called in its diagram. */
export function nameIn(diagram: DefinitionRow | null, elementId: string): string {
  return diagram?.labels[elementId] || elementId;
}

/** An instance as lists show it. */
export function presentInstance(
  row: InstanceRow,
  diagram: DefinitionRow | null,
  { number, stalls }: { readonly number: string | null; readonly stalls: number },
): InstanceItem {
  const busy = Object.entries(row.elements).filter(([, { active }]) => active > 0);
  return {
    key: row._id,
    processId: row.bpmnProcessId,
    name: diagram?.name || row.bpmnProcessId,
    ...{ version: row.version, state: row.state, caseId: row.caseId, number, stalls },
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    places: busy.map(([id]) => ({ id, name: nameIn(diagram, id) })),
  };
}

/** Values by name, the newest of each: what rules have read and given, and what operators set. */
export function presentValues(
  decisions: readonly DecisionRow[],
  actions: readonly OperatorActionRow[],
): InstanceView['values'] {
  const seen = decisions.flatMap(({ at, decisionName, inputs, matchedRules }) =>
    [...inputs, ...matchedRules.flatMap(({ outputs }) => outputs)].map(({ name, value }) => ({
      ...{ name, value, from: decisionName },
      at: at.toISOString(),
    })),
  );
  const set = actions
    .filter(({ deed, outcome }) => deed === 'correct-variable' && outcome === 'done')
    .map(({ at, about }) => ({
      name: String(about.name),
      value: JSON.stringify(about.value ?? null),
      at: at.toISOString(),
      from: '',
    }));
  const newest = new Map(
    [...seen, ...set].sort((a, b) => a.at.localeCompare(b.at)).map((one) => [one.name, one]),
  );
  return [...newest.values()].sort((a, b) => a.name.localeCompare(b.name));
}
