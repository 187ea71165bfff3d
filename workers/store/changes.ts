import type { mongo } from 'mongoose';
import { isOfIncident } from '../../processes/incident/incident.ts';
import type { CaseRow } from './cases.ts';
import type { Store } from './connect.ts';
import type { DeliveryRow } from './deliveries.ts';
import type { IncidentRow } from './incidents.ts';
import type { TaskRow } from './tasks.ts';

/** Something that somebody's screen may show has changed: by id, with what decides who may know. */
export type Changed =
  | {
      readonly what: 'task';
      readonly key: string;
      readonly groups: readonly string[];
      readonly case: CaseSeen | null;
    }
  | { readonly what: 'case'; readonly id: string; readonly case: CaseSeen | null }
  | { readonly what: 'incident'; readonly id: string; readonly incident: IncidentSeen | null }
  | { readonly what: 'notice'; readonly id: string; readonly userId: string };

type CaseSeen = Pick<CaseRow, 'unitId' | 'status' | 'confidential' | 'supervisors'>;
type IncidentSeen = Pick<IncidentRow, 'unitId' | 'sheets'>;

export interface ChangeFeed {
  readonly stop: () => Promise<void>;
}

interface Watching {
  /** Whether anybody listens: a change that nobody is told of costs no reading. */
  readonly isWanted: () => boolean;
  readonly changed: (change: Changed) => void;
  /** The stream broke; it is opened again where it stood. */
  readonly broken: (error: unknown) => void;
}

const collections = ['tasks', 'task_claims', 'cases', 'incidents', 'deliveries'];
const pauseMs = 1000;
const historyLost = 286;

/**
 * Tells of every change to tasks, claims, cases and incidents, by one change stream for the whole process. After an outage the
 * stream is dead: it is opened again behind the last change that was told.
 */
export function watchChanges(store: Store, { isWanted, changed, broken }: Watching): ChangeFeed {
  const tasks = store.rows<TaskRow>('tasks');
  const cases = store.rows<CaseRow>('cases');
  const deliveries = store.rows<DeliveryRow>('deliveries');
  const incidents = store.rows<IncidentRow>('incidents');
  let stream: mongo.ChangeStream | null = null;
  let token: unknown = null;
  let stopped = false;
  let again: NodeJS.Timeout | undefined;

  const seen = (id: string | null) =>
    id === null
      ? null
      : cases.findOne(
          { _id: id },
          { projection: { unitId: 1, status: 1, confidential: 1, supervisors: 1 } },
        );

  async function tellIncident(id: string): Promise<void> {
    const incident = await incidents.findOne({ _id: id }, { projection: { unitId: 1, sheets: 1 } });
    changed({ what: 'incident', id, incident });
  }

  async function tell(collection: string, id: string): Promise<void> {
    if (collection === 'incidents') return tellIncident(id);
    if (collection === 'cases') {
      changed({ what: 'case', id, case: await seen(id) });
      return;
    }
    if (collection === 'deliveries') {
      const row = await deliveries.findOne({ _id: id, channel: 'desk' });
      if (row !== null) changed({ what: 'notice', id, userId: row.userId });
      return;
    }
    const task = await tasks.findOne(
      { _id: id },
      { projection: { candidateGroups: 1, caseId: 1 } },
    );
    const groups = task?.candidateGroups ?? [];
    changed({ what: 'task', key: id, groups, case: await seen(task?.caseId ?? null) });
    if (isOfIncident(task?.caseId ?? '')) await tellIncident(task?.caseId ?? '');
  }

  function open(): void {
    if (stopped) return;
    const opened = store
      .database()
      .watch(
        [
          { $match: { 'ns.coll': { $in: collections } } },
          { $project: { ns: 1, documentKey: 1, operationType: 1 } },
        ],
        token === null ? {} : { resumeAfter: token },
      );
    stream = opened;
    opened.on('change', (change) => {
      token = change._id;
      if (!isWanted()) return;
      if (!('documentKey' in change) || !('ns' in change) || !('coll' in change.ns)) return;
      tell(change.ns.coll, String(change.documentKey._id)).catch(broken);
    });
    opened.on('error', (error) => {
      broken(error);
      // The database no longer remembers that far: what was missed then is read when a desk reads again.
      if ('code' in error && error.code === historyLost) token = null;
      opened.close().catch(broken);
      again = setTimeout(open, pauseMs);
    });
  }

  open();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(again);
      await stream?.close();
    },
  };
}
