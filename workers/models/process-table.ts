import { heldBy, isPart, ledTo, type Part, partsOf, textOf, typeOf } from './moddle.ts';
import { rolesIn } from './roles-in.ts';
import { timerWords } from './timer.ts';
import type { Words } from './words.ts';

/** Where a step leads, and when. */
export interface Next {
  readonly element: string;
  readonly name: string;
  readonly type: string;
  /** What is written on the way, else its condition; empty when there is no choice. */
  readonly when: string;
}

/** One step of a process as a row that can be read aloud or printed. */
export interface ProcessRow {
  readonly element: string;
  readonly type: string;
  readonly name: string;
  /** Roles by id; an expression that works them out stands as it is. */
  readonly roles: readonly string[];
  readonly deadlines: readonly Words[];
  readonly next: readonly Next[];
  /** How many parts it lies in: a sub-process, and what is in it. */
  readonly depth: number;
}

/** One process with its steps in reading order. */
export interface ProcessTable {
  readonly process: string;
  readonly name: string;
  readonly rows: readonly ProcessRow[];
}

const flows = new Set(['sequenceFlow']);
const unread = new Set(['dataObject', 'dataObjectReference', 'dataStoreReference']);

/** The steps of a process or of a part of it, and how they hang together. */
interface Scope {
  readonly all: readonly Part[];
  readonly flowsFrom: ReadonlyMap<Part, readonly Part[]>;
  readonly targetOf: ReadonlyMap<Part, Part>;
  readonly attachedTo: ReadonlyMap<Part, readonly Part[]>;
}

function reference(part: Part, name: string): Part | undefined {
  return ledTo(part).find(([own]) => own === name)?.[1][0];
}

/** Parts by what one of their references leads to. */
function by(parts: readonly Part[], name: string): Map<Part, Part[]> {
  const found = new Map<Part, Part[]>();
  for (const part of parts) {
    const to = reference(part, name);
    if (to !== undefined) found.set(to, [...(found.get(to) ?? []), part]);
  }
  return found;
}

function scopeOf(part: Part): Scope {
  const parts = partsOf(part.flowElements).filter((one) => !unread.has(typeOf(one)));
  const links = parts.filter((one) => flows.has(typeOf(one)));
  const all = parts.filter((one) => !flows.has(typeOf(one)));
  const targets = links.flatMap((flow): [Part, Part][] => {
    const target = reference(flow, 'targetRef');
    return target === undefined ? [] : [[flow, target]];
  });
  return {
    ...{ all, flowsFrom: by(links, 'sourceRef'), targetOf: new Map(targets) },
    attachedTo: by(all, 'attachedToRef'),
  };
}

function extension(part: Part, type: string): Part | undefined {
  const { extensionElements } = part;
  if (!isPart(extensionElements)) return undefined;
  return partsOf(extensionElements.values).find((one) => typeOf(one) === type);
}

function timersOf(part: Part): Words[] {
  return partsOf(part.eventDefinitions)
    .filter((one) => typeOf(one) === 'timerEventDefinition')
    .flatMap((timer) =>
      heldBy(timer).flatMap(([name, value]) =>
        isPart(value) && name.startsWith('time') ? [timerWords(name, textOf(value.body))] : [],
      ),
    );
}

function deadlinesOf(step: Part, { attachedTo }: Scope): Words[] {
  const due = textOf(extension(step, 'taskSchedule')?.dueDate);
  const own = due === '' ? [] : [{ key: 'steps.due', params: { at: due } }];
  const rings = (attachedTo.get(step) ?? []).flatMap((one) => {
    const key = one.cancelActivity === false ? 'steps.reminds' : 'steps.interrupts';
    const name = textOf(one.name) || textOf(one.id);
    return timersOf(one).map((when) => ({ key, params: { when, name } }));
  });
  return [...timersOf(step), ...own, ...rings];
}

function rolesOf(step: Part): string[] {
  const assignment = extension(step, 'assignmentDefinition');
  const groups = textOf(assignment?.candidateGroups);
  const roles = [...new Set(rolesIn(groups))];
  if (roles.length > 0) return roles;
  return [groups, textOf(assignment?.assignee)].filter((text) => text !== '').slice(0, 1);
}

function conditionOf(flow: Part): string {
  const { conditionExpression } = flow;
  return textOf(flow.name) || (isPart(conditionExpression) ? textOf(conditionExpression.body) : '');
}

function nextOf(step: Part, { flowsFrom, targetOf }: Scope): Next[] {
  return (flowsFrom.get(step) ?? []).flatMap((flow) => {
    const to = targetOf.get(flow);
    if (to === undefined) return [];
    const next = { element: textOf(to.id), name: textOf(to.name), type: typeOf(to) };
    return [{ ...next, when: conditionOf(flow) }];
  });
}

/** A step with what is attached to it, and the steps they lead to. */
function around(step: Part, { flowsFrom, targetOf, attachedTo }: Scope) {
  const together = [step, ...(attachedTo.get(step) ?? [])];
  const targets = together
    .flatMap((from) => flowsFrom.get(from) ?? [])
    .map((flow) => targetOf.get(flow))
    .filter(isPart);
  return { together, targets };
}

/** Steps as a reader follows them: from the start, what is attached to a step right after it, what nothing leads to last. */
function inReadingOrder(scope: Scope): Part[] {
  const { all, targetOf, attachedTo } = scope;
  const read = new Set<Part>();
  const follow = (first: readonly Part[]) => {
    const queue = [...first];
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      if (read.has(step)) continue;
      const { together, targets } = around(step, scope);
      for (const one of together) read.add(one);
      queue.push(...targets);
    }
  };
  const attached = new Set([...attachedTo.values()].flat());
  const led = new Set(targetOf.values());
  follow(all.filter((step) => typeOf(step) === 'startEvent'));
  follow(all.filter((step) => !led.has(step) && !attached.has(step)));
  follow(all);
  return [...read];
}

function rowsOf(part: Part, depth: number): ProcessRow[] {
  const scope = scopeOf(part);
  return inReadingOrder(scope).flatMap((step) => [
    {
      ...{ element: textOf(step.id), type: typeOf(step), name: textOf(step.name), depth },
      roles: rolesOf(step),
      deadlines: deadlinesOf(step, scope),
      next: nextOf(step, scope),
    },
    ...rowsOf(step, depth + 1),
  ]);
}

/** The processes of a diagram as tables: step, role, deadline and what comes next, in reading order. */
export function processTables(root: unknown): ProcessTable[] {
  const roots = isPart(root) ? partsOf(root.rootElements) : [];
  return roots
    .filter((one) => typeOf(one) === 'process')
    .map((process) => ({
      process: textOf(process.id),
      name: textOf(process.name) || textOf(process.id),
      rows: rowsOf(process, 0),
    }));
}
