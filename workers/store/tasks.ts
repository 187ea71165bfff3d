import type { Store } from './connect.ts';

/** A user task of the engine. Who took it and what was typed is in `task_claims`. */
export interface TaskRow {
  /** User task key. */
  readonly _id: string;
  readonly partition: number;
  readonly state: 'open' | 'completed' | 'canceled';
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** As the diagram labels it. */
  readonly name: string;
  readonly bpmnProcessId: string;
  readonly processVersion: number;
  readonly processDefinitionKey: string;
  readonly instanceKey: string;
  readonly caseId: string | null;
  readonly clockId: string | null;
  /** The case action this task stands for; null for a plain step. */
  readonly action: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** `role` or `role@unitId`. */
  readonly candidateGroups: readonly string[];
  /** The engine's assignee, which follows the claim. */
  readonly assignee: string | null;
  readonly formKey: string | null;
  readonly priority: number;
  readonly dueDate: Date | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** Position of the record that was applied last. */
  readonly position: number;
}

export interface TaskStore {
  readonly find: (taskKey: string) => Promise<TaskRow | null>;
  /** Every task of a case, the oldest first. */
  readonly ofCase: (caseId: string) => Promise<TaskRow[]>;
  readonly openOfCase: (caseId: string) => Promise<TaskRow[]>;
  /** Open tasks for any of the groups, the oldest first. */
  readonly openFor: (groups: readonly string[], limit: number) => Promise<TaskRow[]>;
  readonly countOpenFor: (groups: readonly string[]) => Promise<number>;
}

/** Tasks as the record stream tells them. */
export function createTaskStore(store: Store): TaskStore {
  const tasks = store.rows<TaskRow>('tasks');
  return {
    find: (taskKey) => tasks.findOne({ _id: taskKey }),
    ofCase: (caseId) => tasks.find({ caseId }).sort({ createdAt: 1, _id: 1 }).toArray(),
    openOfCase: (caseId) =>
      tasks.find({ caseId, state: 'open' }).sort({ createdAt: 1, _id: 1 }).toArray(),
    openFor: (groups, limit) =>
      tasks
        .find({ state: 'open', candidateGroups: { $in: [...groups] } })
        .sort({ createdAt: 1, _id: 1 })
        .limit(limit)
        .toArray(),
    countOpenFor: (groups) =>
      tasks.countDocuments({ state: 'open', candidateGroups: { $in: [...groups] } }),
  };
}
