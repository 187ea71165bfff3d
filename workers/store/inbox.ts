import type { mongo } from 'mongoose';
import type { Case } from '../../processes/complaint/case.ts';
import { isHeldWhileMerged } from '../../processes/complaint/held.ts';
import { isOfIncident } from '../../processes/incident/incident.ts';
import type { CaseRow } from './cases.ts';
import type { ClaimRow } from './claims.ts';
import type { ClockRow } from './clocks.ts';
import type { ComplaintRow } from './complaints.ts';
import type { Store } from './connect.ts';
import type { IncidentClockRow } from './incident-clocks.ts';
import { createIncidentInbox } from './incident-inbox.ts';
import type { TaskRow } from './tasks.ts';

type ClaimFacts = Pick<ClaimRow, 'claimedBy' | 'completedAt' | 'completedBy'>;

/** Of an open task only what filters and order look at: these are read by the thousand. */
export interface InboxEntry {
  readonly key: string;
  readonly caseId: string;
  readonly candidateGroups: readonly string[];
  readonly action: string | null;
  readonly unitId: string | null;
  /** The task's own date where it has one; else, of the clocks neither met nor paused, the earliest due date. */
  readonly dueAt: Date | null;
  readonly claim: ClaimFacts | null;
}

/** An open task with what is known of its case and of who has it. */
export interface InboxTask {
  readonly task: Pick<
    TaskRow,
    '_id' | 'caseId' | 'candidateGroups' | 'action' | 'name' | 'elementId' | 'createdAt' | 'dueDate'
  >;
  readonly case: Pick<Case, 'id' | 'number' | 'unitId' | 'clocks' | 'referral'> | null;
  readonly claim: ClaimFacts | null;
}

/** What somebody may see: tasks for their groups, and the open tasks of cases that pass a filter. */
export interface InboxReach {
  readonly groups: readonly string[];
  /** Null: of no case besides. An empty filter: of every case. */
  readonly cases: mongo.Filter<CaseRow> | null;
}

export interface InboxStore {
  /** Every open task of a case within reach, unsorted; those a merged case does not take are left out. */
  readonly entries: (reach: InboxReach) => Promise<InboxEntry[]>;
  /** What lists show of these tasks, in the order of the keys. */
  readonly tasks: (keys: readonly string[]) => Promise<InboxTask[]>;
  /** The cases with a running clock that has begun to warn at `now`. */
  readonly warned: (now: Date) => Promise<ReadonlySet<string>>;
  readonly subjects: (caseIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** The ids among these whose number or subject has the words in it. */
  readonly matching: (caseIds: readonly string[], words: string) => Promise<ReadonlySet<string>>;
  readonly clocks: (clockIds: readonly string[]) => Promise<ReadonlyMap<string, ClockRow>>;
}

const claimFacts = { claimedBy: 1, completedAt: 1, completedBy: 1 } as const;
const ended = [
  'archived',
  'refused',
  'handed-over',
  'withdrawn',
  'imported-open',
  'imported-closed',
] as const;
const running = {
  $and: [{ $ne: ['$$this.state', 'met'] }, { $not: ['$$this.paused'] }],
} as const;
const notMet = { $filter: { input: '$clocks', cond: running } } as const;
const earliest = { $min: { $map: { input: notMet, in: '$$this.dueAt' } } } as const;
/** As many rows as may come in one answer: a second round trip costs more than the larger buffer. */
const batchSize = 20_000;

/** Words as they are, with no sign of theirs taken for a pattern. */
export function literally(words: string): { $regex: string; $options: string } {
  return { $regex: words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' };
}

/**
 * The read model of the inbox. Entries are joined here by key: a `$lookup` per row took ten times the database's time
 * at three thousand open tasks.
 */
export function createInboxStore(store: Store): InboxStore {
  const tasks = store.rows<TaskRow>('tasks');
  const claims = store.rows<ClaimRow>('task_claims');
  const cases = store.rows<CaseRow>('cases');
  const complaints = store.rows<ComplaintRow>('complaints');
  const clocks = store.rows<ClockRow>('clocks');
  const incidentClocks = store.rows<IncidentClockRow>('incident_clocks');
  const ofIncidents = createIncidentInbox(store);

  const open = (filter: mongo.Filter<TaskRow>) =>
    tasks
      .find({ state: 'open', caseId: { $ne: null }, ...filter }, { batchSize })
      .project<Pick<TaskRow, '_id' | 'caseId' | 'candidateGroups' | 'action' | 'dueDate'>>({
        ...{ caseId: 1, candidateGroups: 1, action: 1, dueDate: 1 },
      })
      .toArray();

  async function openOfCases(filter: mongo.Filter<CaseRow>) {
    const ids = await cases
      .find({ $and: [filter, { status: { $nin: [...ended] } }] })
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    return open({ caseId: { $in: ids.map(({ _id }) => _id) } });
  }

  async function within({ groups, cases: filter }: InboxReach) {
    const meant = { candidateGroups: { $in: [...groups] } };
    if (filter === null) return open(meant);
    if (Object.keys(filter).length === 0) return open({});
    const [mine, others] = await Promise.all([open(meant), openOfCases(filter)]);
    return [...new Map([...mine, ...others].map((row) => [row._id, row])).values()];
  }

  async function claimsOf(keys: readonly string[]): Promise<Map<string, ClaimFacts>> {
    const rows = await claims
      .find({ _id: { $in: [...keys] } }, { batchSize })
      .project<ClaimFacts & { _id: string }>(claimFacts)
      .toArray();
    return new Map(rows.map((row) => [row._id, row]));
  }

  async function dueOf(caseIds: readonly string[]) {
    const ofCases = cases
      .aggregate<{
        _id: string;
        unitId: string | null;
        dueAt: Date | null;
        merged?: { mergeId: string } | null;
      }>(
        [
          { $match: { _id: { $in: caseIds } } },
          { $project: { unitId: 1, dueAt: earliest, 'merged.mergeId': 1 } },
        ],
        { batchSize },
      )
      .toArray();
    const ofOthers = ofIncidents.due(caseIds.filter(isOfIncident));
    const [rows, incidents] = await Promise.all([ofCases, ofOthers]);
    return new Map([...rows, ...incidents].map((row) => [row._id, row]));
  }

  return {
    entries: async (reach) => {
      const found = await within(reach);
      const [dueByCase, claimByKey] = await Promise.all([
        dueOf([...new Set(found.flatMap(({ caseId }) => caseId ?? []))]),
        claimsOf(found.map(({ _id }) => _id)),
      ]);
      return found.flatMap(({ _id: key, caseId, candidateGroups, action, dueDate }) => {
        const its = dueByCase.get(caseId ?? '');
        if (its === undefined) return [];
        // Its lead takes these steps for it; in the engine the task waits until it is answered or taken out again.
        if (its.merged && isHeldWhileMerged(action)) return [];
        const { _id, unitId } = its;
        const dueAt = dueDate ?? its.dueAt;
        const claim = claimByKey.get(key) ?? null;
        return [{ key, caseId: _id, candidateGroups, action, unitId, dueAt, claim }];
      });
    },
    tasks: async (keys) => {
      const rows = await tasks.find({ _id: { $in: [...keys] } }).toArray();
      const caseIds = rows.flatMap(({ caseId }) => caseId ?? []);
      const [caseRows, claimByKey, incidentById] = await Promise.all([
        cases.find({ _id: { $in: caseIds } }).toArray(),
        claimsOf(keys),
        ofIncidents.among(caseIds.filter(isOfIncident)),
      ]);
      const caseById = new Map(caseRows.map(({ _id, ...rest }) => [_id, { id: _id, ...rest }]));
      const taskByKey = new Map(rows.map((row) => [row._id, row]));
      return keys.flatMap((key): InboxTask[] => {
        const task = taskByKey.get(key);
        if (task === undefined) return [];
        const incident = incidentById.get(task.caseId ?? '');
        if (incident !== undefined)
          return [{ ...ofIncidents.shown(task, incident), claim: claimByKey.get(key) ?? null }];
        const its = caseById.get(task.caseId ?? '') ?? null;
        return [{ task, case: its, claim: claimByKey.get(key) ?? null }];
      });
    },
    warned: async (now) => {
      const begun = { status: 'running' as const, warnAt: { $lte: now } };
      const wanted = { caseId: 1, _id: 0 } as const;
      const [rows, incidents] = await Promise.all([
        clocks.find(begun, { batchSize }).project<{ caseId: string }>(wanted).toArray(),
        incidentClocks.find(begun).project<{ caseId: string }>(wanted).toArray(),
      ]);
      return new Set([...rows, ...incidents].map(({ caseId }) => caseId));
    },
    subjects: async (caseIds) => {
      const [rows, titles] = await Promise.all([
        complaints
          .find({ _id: { $in: [...caseIds] } })
          .project<{ _id: string; subject: string }>({ subject: 1 })
          .toArray(),
        ofIncidents.titles(caseIds.filter(isOfIncident)),
      ]);
      return new Map([...rows.map(({ _id, subject }) => [_id, subject] as const), ...titles]);
    },
    matching: async (caseIds, words) => {
      const [rows, incidents] = await Promise.all([
        complaints
          .find({
            _id: { $in: [...caseIds] },
            $or: [{ number: literally(words) }, { subject: literally(words) }],
          })
          .project<{ _id: string }>({ _id: 1 })
          .toArray(),
        ofIncidents.matching(caseIds.filter(isOfIncident), literally(words)),
      ]);
      return new Set([...rows.map(({ _id }) => _id), ...incidents]);
    },
    clocks: async (clockIds) => {
      const rows = await clocks.find({ _id: { $in: [...clockIds] } }).toArray();
      return new Map(rows.map((row) => [row._id, row]));
    },
  };
}
