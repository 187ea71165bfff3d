import type { mongo } from 'mongoose';
import type { Case } from '../../processes/complaint/case.ts';
import type { CaseRow } from './cases.ts';
import type { ClaimRow } from './claims.ts';
import type { ClockRow } from './clocks.ts';
import type { ComplaintRow } from './complaints.ts';
import type { Store } from './connect.ts';
import type { TaskRow } from './tasks.ts';

type CaseFacts = Pick<Case, 'id' | 'number' | 'unitId' | 'clocks' | 'status' | 'urgency'>;

/** An open task with what is known of its case and of who has it. */
export interface InboxTask {
  readonly task: TaskRow;
  readonly case: CaseFacts | null;
  readonly claim: Pick<ClaimRow, 'claimedBy' | 'completedAt' | 'completedBy'> | null;
}

/** What somebody may see: tasks for their groups, and the open tasks of cases that pass a filter. */
export interface InboxReach {
  readonly groups: readonly string[];
  /** Null: of no case besides. An empty filter: of every case. */
  readonly cases: mongo.Filter<CaseRow> | null;
}

export interface InboxStore {
  /** Every open task within reach, unsorted. */
  readonly tasks: (reach: InboxReach) => Promise<InboxTask[]>;
  /** Of these cases, those with a running clock that has begun to warn at `now`. */
  readonly warned: (caseIds: readonly string[], now: Date) => Promise<ReadonlySet<string>>;
  readonly subjects: (caseIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** The ids among these whose number or subject has the words in it. */
  readonly matching: (caseIds: readonly string[], words: string) => Promise<ReadonlySet<string>>;
  readonly clocks: (clockIds: readonly string[]) => Promise<ReadonlyMap<string, ClockRow>>;
}

const facts = { number: 1, unitId: 1, clocks: 1, status: 1, urgency: 1 } as const;
const ended = ['archived', 'refused', 'handed-over', 'imported-open', 'imported-closed'] as const;

/** Words as they are, with no sign of theirs taken for a pattern. */
export function literally(words: string): { $regex: string; $options: string } {
  return { $regex: words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' };
}

/**
 * The read model of the inbox. Rows are joined here by keys in a few reads: `$lookup` per row took several times as
 * long at two thousand open tasks.
 */
export function createInboxStore(store: Store): InboxStore {
  const tasks = store.rows<TaskRow>('tasks');
  const claims = store.rows<ClaimRow>('task_claims');
  const cases = store.rows<CaseRow>('cases');
  const complaints = store.rows<ComplaintRow>('complaints');
  const clocks = store.rows<ClockRow>('clocks');

  async function tasksOfCases(filter: mongo.Filter<CaseRow>): Promise<TaskRow[]> {
    if (Object.keys(filter).length === 0)
      return tasks.find({ state: 'open', caseId: { $ne: null } }).toArray();
    const ids = await cases
      .find({ $and: [filter, { status: { $nin: [...ended] } }] })
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    return tasks.find({ state: 'open', caseId: { $in: ids.map(({ _id }) => _id) } }).toArray();
  }

  return {
    tasks: async ({ groups, cases: filter }) => {
      const [candidate, others] = await Promise.all([
        tasks.find({ state: 'open', candidateGroups: { $in: [...groups] } }).toArray(),
        filter === null ? [] : tasksOfCases(filter),
      ]);
      const open = [...new Map([...candidate, ...others].map((row) => [row._id, row])).values()];
      const caseIds = [...new Set(open.flatMap(({ caseId }) => caseId ?? []))];
      const [caseRows, claimRows] = await Promise.all([
        cases
          .find({ _id: { $in: caseIds } })
          .project<Omit<CaseFacts, 'id'> & { _id: string }>(facts)
          .toArray(),
        claims
          .find({ _id: { $in: open.map(({ _id }) => _id) } })
          .project<Pick<ClaimRow, '_id' | 'claimedBy' | 'completedAt' | 'completedBy'>>({
            claimedBy: 1,
            completedAt: 1,
            completedBy: 1,
          })
          .toArray(),
      ]);
      const caseById = new Map(caseRows.map(({ _id, ...rest }) => [_id, { id: _id, ...rest }]));
      const claimByKey = new Map(claimRows.map((row) => [row._id, row]));
      return open.map((task) => ({
        task,
        case: caseById.get(task.caseId ?? '') ?? null,
        claim: claimByKey.get(task._id) ?? null,
      }));
    },
    warned: async (caseIds, now) => {
      const rows = await clocks
        .find({ caseId: { $in: [...caseIds] }, status: 'running', warnAt: { $lte: now } })
        .project<{ _id: string }>({ _id: 1 })
        .toArray();
      return new Set(rows.map(({ _id }) => _id));
    },
    subjects: async (caseIds) => {
      const rows = await complaints
        .find({ _id: { $in: [...caseIds] } })
        .project<{ _id: string; subject: string }>({ subject: 1 })
        .toArray();
      return new Map(rows.map(({ _id, subject }) => [_id, subject]));
    },
    matching: async (caseIds, words) => {
      const rows = await complaints
        .find({
          _id: { $in: [...caseIds] },
          $or: [{ number: literally(words) }, { subject: literally(words) }],
        })
        .project<{ _id: string }>({ _id: 1 })
        .toArray();
      return new Set(rows.map(({ _id }) => _id));
    },
    clocks: async (clockIds) => {
      const rows = await clocks.find({ _id: { $in: [...clockIds] } }).toArray();
      return new Map(rows.map((row) => [row._id, row]));
    },
  };
}
