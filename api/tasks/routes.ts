import { Router } from 'express';
import { hasTaskForm, taskForms } from '../../processes/contracts.ts';
import { isOfIncident } from '../../processes/incident/incident.ts';
import { Refusal } from '../../processes/refusal.ts';
import { completeTask as complete } from '../../workers/store/complete-task.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';
import { isStanding } from '../../workers/store/units.ts';
import { accessOf } from '../access.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldsRefused, parseFields } from '../field-issues.ts';
import { seesIncident } from '../incidents/policy.ts';
import type { Lang } from '../language.ts';
import { idempotencyKeyOf } from '../middleware/idempotency.ts';
import type { Person } from '../person.ts';
import { serveStaff } from '../serve.ts';
import { createTaskForms } from './forms.ts';
import { inboxPage, pressingRows } from './inbox.ts';
import { doesAs, isMeantFor } from './policy.ts';
import { prefill } from './prefill.ts';
import { presentTasks } from './presenter.ts';
import { claimTask, completeTask, listTasks, readTask, releaseTask, saveDraft } from './schema.ts';

/** Refuses what was typed into a task that has no form: nothing could show it again. */
function checkFormless(form: unknown, fields: Readonly<Record<string, unknown>>): void {
  if (form !== null) return;
  const issues = Object.keys(fields).map((field) => ({
    pointer: `/fields/${field}`,
    code: 'UNKNOWN_FIELD',
    params: {},
  }));
  if (issues.length > 0) throw new FieldsRefused(issues);
}

/** The inbox, and doing what is in it. */
export function taskRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { tasks, claims, cases, incidents, units, now } = deps;
  const forms = createTaskForms(deps.definitions);

  /** Whether a case or an incident is open to a person, whose task ever it waits for. */
  async function mayLookOn(id: string, person: Person): Promise<boolean> {
    if (isOfIncident(id)) {
      const incident = await incidents.find(id);
      return incident !== null && seesIncident(person, incident);
    }
    const [its, access] = await Promise.all([cases.find(id), accessOf(person, units)]);
    return its !== null && access.mayRead(its);
  }

  /** The task, if the person may know of it: meant for them, or of a case or an incident they may read. */
  async function findTask(key: string, person: Person): Promise<TaskRow> {
    const task = await tasks.find(key);
    if (task === null) throw new Refusal('TASK_UNKNOWN');
    if (isMeantFor(task, person)) return task;
    if (!(await mayLookOn(task.caseId ?? '', person))) throw new Refusal('TASK_UNKNOWN');
    return task;
  }

  async function unitChoices(lang: Lang) {
    const rows = (await units.list()).filter((unit) => isStanding(unit, now()));
    return rows.map((unit) => ({ value: unit._id, label: unitNameOf(unit, lang) ?? unit.name }));
  }

  /** The engine's assignee follows the claim; a task that is gone by then needs none. */
  async function tellAssignee(task: TaskRow, assignee: string | null): Promise<void> {
    const at = now();
    const told = { kind: 'assign-task', taskKey: task._id, assignee } as const;
    await deps.store.transaction((tx) =>
      deps.outbox.put(tx, at, task.caseId, [
        { key: `assign:${task._id}:${at.getTime()}:${assignee ?? ''}`, told },
      ]),
    );
  }

  serveStaff(router, listTasks, async ({ query, person, req }) => {
    const at = now();
    const access = await accessOf(person, units);
    const { rows, counts, next } = await inboxPage(deps, { person, access, query, now: at });
    const items = await presentTasks(deps, rows, { person, lang: req.lang, now: at });
    return { body: { items, counts, next } };
  });

  serveStaff(router, readTask, async ({ params, person, req }) => {
    const at = now();
    const task = await findTask(params.key, person);
    const claim = await claims.find(task._id);
    const its = task.caseId === null ? null : await cases.find(task.caseId);
    const shown = isOfIncident(task.caseId ?? '')
      ? await deps.inbox.tasks([task._id])
      : [{ task, claim, case: its }];
    const rows = await pressingRows(deps, shown, at);
    const [form, data, choices, [item]] = await Promise.all([
      forms.formOf(task),
      prefill(deps, task, claim, person),
      unitChoices(req.lang),
      presentTasks(deps, rows, { person, lang: req.lang, now: at }),
    ]);
    const about = { id: its?.id ?? '', number: its?.number ?? '', status: its?.status ?? '' };
    return { body: { task: item, form, data, units: choices, case: about } };
  });

  serveStaff(router, claimTask, async ({ params, person }) => {
    const task = await findTask(params.key, person);
    doesAs(task, person);
    if (task.state !== 'open') throw new Refusal('TASK_CLOSED');
    if (!(await claims.take(task._id, person.id, now()))) {
      const isDone = (await claims.find(task._id))?.completedAt != null;
      throw new Refusal(isDone ? 'TASK_DONE' : 'CLAIMED_BY_ANOTHER');
    }
    await tellAssignee(task, person.id);
    return { body: { claimedBy: { id: person.id, name: person.name } } };
  });

  serveStaff(router, releaseTask, async ({ params, person }) => {
    const task = await findTask(params.key, person);
    if (!(await claims.release(task._id, person.id))) throw new Refusal('CLAIM_NOT_YOURS');
    await tellAssignee(task, null);
    return { body: { claimedBy: null } };
  });

  serveStaff(router, completeTask, async ({ params, body, person, req }) => {
    const task = await findTask(params.key, person);
    const by = doesAs(task, person);
    const [form, outputs] = await Promise.all([forms.formOf(task), forms.outputsOf(task)]);
    checkFormless(form, body.fields);
    if (task.action !== null && hasTaskForm(task.action))
      parseFields(taskForms[task.action], body.fields, '/fields');
    const { fields } = body;
    const idempotencyKey = idempotencyKeyOf(req);
    const done = { task, form, outputs, fields, by, idempotencyKey, at: now() };
    return { body: await complete(deps, done) };
  });

  serveStaff(router, saveDraft, async ({ params, body, person }) => {
    const task = await findTask(params.key, person);
    doesAs(task, person);
    const claim = await claims.find(task._id);
    if (claim?.claimedBy != null && claim.claimedBy !== person.id)
      throw new Refusal('CLAIMED_BY_ANOTHER');
    await claims.saveDraft(task._id, person.id, body.fields, now());
    return {};
  });

  return router;
}
