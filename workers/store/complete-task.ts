import type { ClockKind } from '../../processes/clock/clock-kinds.ts';
import type { ActionDraft, Actor, Case } from '../../processes/complaint/case.ts';
import { isTaskAction } from '../../processes/complaint/contract.ts';
import { decideTask } from '../../processes/complaint/tasks.ts';
import { ladderAfter } from '../../processes/escalation/tasks.ts';
import { type OutputMapping, variablesOf } from '../../processes/form/outputs.ts';
import { type FieldProblem, validateForm } from '../../processes/form/validate-form.ts';
import { isOfIncident } from '../../processes/incident/incident.ts';
import { Refusal } from '../../processes/refusal.ts';
import { isScoreAction } from '../../processes/score/contract.ts';
import { entryOfMove } from './clock-moves.ts';
import { completeIncidentTask } from './complete-incident-task.ts';
import type { Tx } from './connect.ts';
import type { EntryRow } from './entries.ts';
import type { ExtensionRequestRow } from './extension-requests.ts';
import { keepDecision } from './extensions.ts';
import type { IncidentDeps } from './incident-step.ts';
import { closeSheet, type PassedSheet, passGate, withSheet } from './publication-gate.ts';
import { askAgain } from './regimes.ts';
import { reviewAppeal } from './review-appeal.ts';
import { meetClocks, type StepDeps } from './step.ts';
import type { Stores } from './stores.ts';
import type { TaskRow } from './tasks.ts';
import { isStanding } from './units.ts';

/** A person's completion of a task, as it came over the border. */
export interface Completion {
  readonly task: TaskRow;
  /** The deployed form of the task; null for a task without one. */
  readonly form: unknown;
  /** The output mapping of the task's element: the only fields that leave the house. */
  readonly outputs: readonly OutputMapping[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly by: Actor;
  readonly idempotencyKey: string | null;
  readonly at: Date;
}

/** What was typed does not hold: every field that is wrong, so that all can be mended at once. */
export class InvalidFields extends Error {
  override readonly name = 'InvalidFields';
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    super('the form does not hold');
    this.problems = problems;
  }
}

type CompletionDeps = StepDeps &
  IncidentDeps &
  Pick<
    Stores,
    | 'entries'
    | 'claims'
    | 'letters'
    | 'appeals'
    | 'scores'
    | 'calendars'
    | 'complaints'
    | 'publications'
    | 'attachments'
  >;

function entryOf({ task, fields, by, at }: Completion, caseId: string): EntryRow {
  const { _id: taskKey, elementId, action } = task;
  const entry = entryOfMove(`${caseId}:${taskKey}`, { caseId, by, at }, elementId, fields);
  return { ...entry, action, taskKey };
}

function draftOf(
  completion: Completion,
  current: Case,
  entry: EntryRow,
  request: ExtensionRequestRow | null,
): ActionDraft {
  const { task, fields, by, at } = completion;
  const done = {
    ...{ at, by, step: task.elementId, digests: { [entry._id]: entry.digest } },
    ...(request === null ? {} : { request: askedOf(request) }),
  };
  const { clockId, headers, instanceKey } = task;
  const about = { clockId, letter: headers.letter, instanceKey };
  return task.action !== null && isTaskAction(task.action)
    ? decideTask(task.action, current, fields, { ...done, ...about })
    : { ...done, type: 'record', data: {} };
}

function askedOf({ _id: requestId, clockId, kind, askedBy }: ExtensionRequestRow) {
  return { requestId, clockId, kind, askedBy: askedBy.userId };
}

/** A decision on more time is kept with its request; the diagram carries it out. */
async function decideRequest(
  deps: CompletionDeps,
  tx: Tx,
  { task, fields, by, at }: Completion,
): Promise<ExtensionRequestRow | null> {
  if (task.action !== 'decide-extension') return null;
  const request = await deps.extensionRequests.ofInstance(task.instanceKey, tx);
  if (request === null) throw new Refusal('REQUEST_UNKNOWN');
  const { paper } = fields;
  await keepDecision(deps, tx, request, {
    ...{ decidedBy: by, decidedAt: at },
    decidedPaper: typeof paper === 'string' && paper !== '' ? paper : null,
    approved: fields.decision === 'approved',
  });
  return request;
}

/** The fields of each action that name a unit. */
const unitFields: Readonly<Record<string, readonly string[]>> = {
  assign: ['unitId', 'contributors'],
  reassign: ['unitId'],
  arbitrate: ['unitId'],
  propose: ['competentUnitId'],
  'confirm-level': ['unitId'],
};

/** What has to be named is asked for by the form and its rule. */
function namedUnits(action: string | null, fields: Completion['fields']) {
  return (unitFields[action ?? ''] ?? []).flatMap((field) => {
    const named = fields[field];
    const all: readonly unknown[] = Array.isArray(named) ? named : [named];
    return all.filter(Boolean).map((unitId) => ({ field, unitId: String(unitId) }));
  });
}

async function checkUnits(
  { units }: CompletionDeps,
  { task, fields, at }: Completion,
): Promise<void> {
  for (const { field, unitId } of namedUnits(task.action, fields)) {
    const unit = await units.find(unitId);
    if (unit === null) throw new Refusal('UNIT_UNKNOWN', { field });
    if (!isStanding(unit, at)) throw new Refusal('UNIT_DISSOLVED', { field, name: unit.name });
  }
}

/** What a task of a ladder did to the ladder: its rung is done, its paper received. */
async function noteOnLadder(
  { ladders, letters }: CompletionDeps,
  tx: Tx,
  { clockId }: TaskRow,
  draft: ActionDraft,
): Promise<void> {
  const ladder = clockId === null ? null : await ladders.find(clockId, tx);
  if (ladder === null) return;
  await ladders.save(tx, ladderAfter(ladder, draft));
  if (draft.type === 'receive-letter')
    await letters.receive(tx, draft.data, { at: draft.at, by: draft.by.userId });
}

/** The weight that the unit found is asked of the rule, unless somebody said before how weighty the matter is. */
function weightFound(current: Case, draft: ActionDraft) {
  const isOpen = current.regime?.asksAgain === true && current.regimeAsk?.complexity == null;
  if (draft.type !== 'propose' || !isOpen) return null;
  return askAgain(current, { complexity: draft.data.weight }, { at: draft.at });
}

/** What a check would let out is looked at before anything is written: files are read again, which takes its time. */
async function lookAtSheet(
  deps: CompletionDeps,
  completion: Completion,
): Promise<PassedSheet | null> {
  const { caseId, action } = completion.task;
  if (action !== 'check' || caseId === null) return null;
  const current = await deps.cases.find(caseId);
  if (current === null) return null;
  const draft = draftOf(completion, current, entryOf(completion, caseId), null);
  return draft.type === 'check' && draft.data.mayPublish ? passGate(deps, current) : null;
}

/** The clocks that a person's step meets in the transaction that records it. */
const meetsOf: Partial<Record<ActionDraft['type'], readonly ClockKind[]>> = {
  propose: ['facts'],
  'confirm-promise': ['promise'],
};

async function actOnCase(
  deps: CompletionDeps,
  tx: Tx,
  completion: Completion,
  passed: PassedSheet | null,
): Promise<void> {
  const { caseId, action, instanceKey } = completion.task;
  // What is decided about points stands in their ledger, not in the log of the case.
  if (isScoreAction(action)) return reviewAppeal(deps, tx, { ...completion, instanceKey });
  if (caseId === null) return;
  if (isOfIncident(caseId)) return completeIncidentTask(deps, tx, completion, caseId);
  const entry = entryOf(completion, caseId);
  const current = await deps.cases.read(tx, caseId);
  const request = await decideRequest(deps, tx, completion);
  const draft = withSheet(draftOf(completion, current, entry, request), passed);
  if (passed !== null && 'sheetDigest' in draft.data) await closeSheet(deps, tx, passed, draft);
  const met = await meetClocks(deps, tx, current, {
    kinds: meetsOf[draft.type] ?? [],
    ...{ at: draft.at, action: draft.type },
  });
  const asked = weightFound(current, draft);
  const besides = asked === null ? met : [...met, asked.draft];
  await deps.cases.append(tx, current, [draft, ...besides]);
  if (asked !== null) await deps.outbox.put(tx, draft.at, caseId, [asked.word]);
  await deps.entries.put(tx, entry);
  await noteOnLadder(deps, tx, completion.task, draft);
}

/**
 * Completes a task: the action on its case, the texts of the form and the word to the engine in one transaction.
 * The same completion sent again is answered as the first was.
 *
 * @throws InvalidFields naming each wrong field; Refusal `TASK_CLOSED`, `TASK_DONE`, `CLAIMED_BY_ANOTHER`,
 *   `UNIT_UNKNOWN`, `UNIT_DISSOLVED`, those of the publication gate, or what the action table and the rule of the task refuse
 */
export async function completeTask(
  deps: CompletionDeps,
  completion: Completion,
): Promise<{ state: 'completing' }> {
  const { task, form, fields, by, at, idempotencyKey } = completion;
  const userId = by.userId ?? '';
  const claim = await deps.claims.find(task._id);
  if (claim !== null && claim.completedAt !== null) {
    const isSameTry =
      idempotencyKey !== null &&
      claim.idempotencyKey === idempotencyKey &&
      claim.completedBy === userId;
    if (isSameTry) return { state: 'completing' };
    throw new Refusal('TASK_DONE');
  }
  if (task.state !== 'open') throw new Refusal('TASK_CLOSED');
  if (claim?.claimedBy != null && claim.claimedBy !== userId)
    throw new Refusal('CLAIMED_BY_ANOTHER');
  const problems = form === null ? [] : validateForm(form, fields);
  if (problems.length > 0) throw new InvalidFields(problems);
  await checkUnits(deps, completion);
  const passed = await lookAtSheet(deps, completion);
  await deps.store.transaction(async (tx) => {
    const isFirst = await deps.claims.completeOnce(tx, task._id, userId, idempotencyKey, at);
    if (!isFirst) throw new Refusal('TASK_DONE');
    await actOnCase(deps, tx, completion, passed);
    const variables = variablesOf(completion.outputs, fields);
    await deps.outbox.put(tx, at, task.caseId, [
      {
        key: `complete:${task._id}`,
        told: { kind: 'complete-task', taskKey: task._id, variables },
      },
    ]);
  });
  return { state: 'completing' };
}
