import type { mongo } from 'mongoose';
import type { Digest } from '../../processes/complaint/chain.ts';
import { appendToIncident } from '../../processes/incident/fold.ts';
import type { Incident, IncidentAction, IncidentDraft } from '../../processes/incident/incident.ts';
import { Refusal } from '../../processes/refusal.ts';
import { Conflict } from '../platform/errors.ts';
import type { Store, Tx } from './connect.ts';

export type IncidentRow = Omit<Incident, 'id'> & { readonly _id: string };
export type IncidentActionRow = IncidentAction & { readonly _id: string };

/** What an incident is about, in words: its title and first public report. Never who wrote it. */
export interface IncidentMatterRow {
  /** The incident's. */
  readonly _id: string;
  readonly number: string;
  readonly title: string;
  readonly place: string | null;
  readonly link: string | null;
  readonly outlet: string | null;
  /** What makes it the same as another one while it is open; null once it was closed. */
  readonly sameAs: string | null;
  /** The name whoever raised it gave to this attempt. */
  readonly idempotencyKey: string;
}

export interface IncidentFilter {
  readonly open: boolean;
  /** Null: every incident; else those whose contact sheets went to one of these units. */
  readonly unitIds: readonly string[] | null;
}

export interface IncidentStore {
  readonly find: (incidentId: string) => Promise<Incident | null>;
  readonly log: (incidentId: string) => Promise<IncidentAction[]>;
  /** The incident as it stands inside a transaction. @throws Refusal `INCIDENT_UNKNOWN` */
  readonly read: (tx: Tx, incidentId: string) => Promise<Incident>;
  /** Opens an incident with its first action; the database refuses the same one a second time while it is open. */
  readonly open: (tx: Tx, first: IncidentDraft, matter: IncidentMatterRow) => Promise<Incident>;
  /** Appends to an incident read in the same transaction. @throws Refusal what the action table refuses */
  readonly append: (
    tx: Tx,
    current: Incident,
    drafts: readonly IncidentDraft[],
  ) => Promise<Incident>;
  readonly matter: (incidentId: string) => Promise<IncidentMatterRow | null>;
  readonly matters: (
    incidentIds: readonly string[],
  ) => Promise<ReadonlyMap<string, IncidentMatterRow>>;
  /** What was raised under this name of an attempt before. */
  readonly raisedAs: (idempotencyKey: string) => Promise<IncidentMatterRow | null>;
  /** The open incident that is the same. */
  readonly sameAs: (sameAs: string) => Promise<IncidentMatterRow | null>;
  /** The newest first. */
  readonly list: (filter: IncidentFilter, limit: number) => Promise<Incident[]>;
}

const ended: readonly Incident['status'][] = ['closed', 'dismissed'];

function toRow({ id, ...rest }: Incident): IncidentRow {
  return { _id: id, ...rest };
}

function toIncident({ _id, ...rest }: IncidentRow): Incident {
  return { id: _id, ...rest };
}

function filterOf({ open, unitIds }: IncidentFilter): mongo.Filter<IncidentRow> {
  return {
    status: open ? { $nin: [...ended] } : { $in: [...ended] },
    ...(unitIds === null ? {} : { 'sheets.unitId': { $in: [...unitIds] } }),
  };
}

/** The incidents, their append-only log and what they are about. */
export function createIncidentStore(store: Store, digest: Digest): IncidentStore {
  const incidents = store.rows<IncidentRow>('incidents');
  const log = store.rows<IncidentActionRow>('incident_actions');
  const matters = store.rows<IncidentMatterRow>('incident_matters');

  async function link(
    tx: Tx,
    incidentId: string,
    current: Incident | null,
    drafts: readonly IncidentDraft[],
  ): Promise<Incident> {
    const { actions, next } = appendToIncident(incidentId, current, drafts, digest);
    if (next === null) throw new Refusal('INCIDENT_UNKNOWN');
    if (actions.length > 0)
      await log.insertMany(
        actions.map(
          (action): IncidentActionRow => ({ _id: `${incidentId}:${action.n}`, ...action }),
        ),
        { session: tx.session },
      );
    return next;
  }

  return {
    find: async (incidentId) => {
      const row = await incidents.findOne({ _id: incidentId });
      return row === null ? null : toIncident(row);
    },
    log: async (caseId) => {
      const rows = await log.find({ caseId }).sort({ n: 1 }).toArray();
      return rows.map(({ _id, ...action }) => action);
    },
    read: async (tx, incidentId) => {
      const row = await incidents.findOne({ _id: incidentId }, { session: tx.session });
      if (row === null) throw new Refusal('INCIDENT_UNKNOWN');
      return toIncident(row);
    },
    open: async (tx, first, matter) => {
      await matters.insertOne(matter, { session: tx.session });
      const raised = await link(tx, matter._id, null, [first]);
      await incidents.insertOne(toRow(raised), { session: tx.session });
      return raised;
    },
    append: async (tx, current, drafts) => {
      const next = await link(tx, current.id, current, drafts);
      const { _id, ...fields } = toRow(next);
      const done = await incidents.updateOne(
        { _id, version: current.version },
        { $set: fields },
        { session: tx.session },
      );
      if (done.matchedCount === 0) throw new Conflict('the incident moved on');
      if (next.closedAt !== null && current.closedAt === null)
        await matters.updateOne({ _id }, { $set: { sameAs: null } }, { session: tx.session });
      return next;
    },
    matter: (incidentId) => matters.findOne({ _id: incidentId }),
    matters: async (ids) => {
      const rows = await matters.find({ _id: { $in: [...ids] } }).toArray();
      return new Map(rows.map((row) => [row._id, row]));
    },
    raisedAs: (idempotencyKey) => matters.findOne({ idempotencyKey }),
    sameAs: (sameAs) => matters.findOne({ sameAs }),
    list: async (filter, limit) => {
      const rows = incidents.find(filterOf(filter)).sort({ 'times.raised': -1, _id: 1 });
      return (await rows.limit(limit).toArray()).map(toIncident);
    },
  };
}
