import { DateTime } from 'luxon';
import type { mongo } from 'mongoose';
import { changedCases, changedFigures } from '../../processes/figures/difference.ts';
import type { Period } from '../../processes/figures/facts.ts';
import type { FigureSet, Report } from '../../processes/figures/report.ts';
import type { Rhythm } from '../../processes/figures/rhythm.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { CaseFactsStore } from './case-facts.ts';
import type { Store } from './connect.ts';
import type { FigureSetStore, Freezing } from './figure-sets.ts';
import type { UnitStore } from './units.ts';
import { isDuplicateKey } from './users.ts';

type ReportRow = Omit<Report, 'id'> & { readonly _id: string };

/** A report to be drafted. */
export interface Drafting extends Period {
  readonly kind: Rhythm;
  readonly zone: string;
  readonly at: Date;
}

/** Why and by whom a report is drafted again. */
export interface Correcting {
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

export interface ReportStore {
  /** Drafts the first edition of a period; the one that is there already, whoever drafted it. */
  readonly draftOnce: (ask: Drafting) => Promise<Report>;
  /**
   * Drafts the next edition from how things stand now, with what differs from the one before.
   * @throws Refusal `REPORT_UNKNOWN`; `REPORT_SUPERSEDED` when there is a newer edition
   */
  readonly correct: (reportId: string, correcting: Correcting) => Promise<Report>;
  /**
   * Publishes a draft that somebody checked and gives it the next number of the year.
   * @throws Refusal `REPORT_UNKNOWN`, `REPORT_PUBLISHED`, `REPORT_SUPERSEDED`, `CHANGED_MEANWHILE`
   */
  readonly publish: (
    reportId: string,
    checked: { readonly version: number; readonly by: string; readonly at: Date },
  ) => Promise<Report>;
  readonly find: (reportId: string) => Promise<Report | null>;
  /** Newest first; drafts only where wanted. The differences are left out. */
  readonly list: (query: {
    readonly kind: Rhythm | null;
    readonly withDrafts: boolean;
    readonly before: Date | null;
    readonly limit: number;
  }) => Promise<Omit<Report, 'difference'>[]>;
  /** The newest edition of the same period. */
  readonly newestOf: (report: Pick<Report, 'kind' | 'until'>) => Promise<Report | null>;
}

interface Parts {
  readonly facts: CaseFactsStore;
  readonly sets: FigureSetStore;
  readonly units: Pick<UnitStore, 'list'>;
}

function toReport({ _id: id, ...fields }: ReportRow): Report {
  return { id, ...fields };
}

const idOf = ({ kind, until, zone }: Drafting, edition: number) =>
  `${kind}-${DateTime.fromJSDate(until, { zone }).toFormat('yyyyLLdd')}-${edition}`;

/** The periodic reports and their editions. */
export function createReportStore(store: Store, { facts, sets, units }: Parts): ReportStore {
  const reports = store.rows<ReportRow>('reports');
  const counters = store.rows<{ _id: string; next: number }>('counters');

  async function freeze(ask: Drafting): Promise<FigureSet> {
    const all = await units.list();
    const names = all.map(({ _id, name, nameEn }) => ({ id: _id, zh: name, en: nameEn || name }));
    const root = all.find(({ parentId }) => parentId === null);
    const institution = { zh: root?.name ?? '', en: root?.nameEn || root?.name || '' };
    const asked: Freezing = { ...ask, institution, units: names };
    const everything = { access: {}, unitIds: null, topic: null, area: null, channel: null };
    return sets.freeze(asked, facts.stream({ ...everything, period: ask, asOf: ask.at }));
  }

  async function keep(row: ReportRow, set: FigureSet): Promise<Report> {
    try {
      await store.transaction(async (tx) => {
        await sets.keep(tx, set);
        await reports.insertOne(row, { session: tx.session });
      });
      return toReport(row);
    } catch (error) {
      await sets.drop(set.id);
      if (!isDuplicateKey(error)) throw error;
      const first = await reports.findOne({ _id: row._id });
      if (first === null) throw error;
      return toReport(first);
    }
  }

  async function draft(ask: Drafting, row: Pick<Report, 'edition' | 'createdBy' | 'reason'>) {
    const set = await freeze(ask);
    const { kind, since, until, at } = ask;
    const fresh: ReportRow = {
      ...{ _id: idOf(ask, row.edition), kind, since, until, ...row, state: 'draft' },
      ...{ setId: set.id, version: 1, createdAt: at, difference: null },
      ...{ publishedAt: null, publishedBy: null, document: null },
    };
    return { set, fresh };
  }

  async function newestOf({ kind, until }: Pick<Report, 'kind' | 'until'>) {
    const row = await reports.find({ kind, until }).sort({ edition: -1 }).limit(1).next();
    return row === null ? null : toReport(row);
  }

  async function findNewest(reportId: string): Promise<Report> {
    const row = await reports.findOne({ _id: reportId });
    if (row === null) throw new Refusal('REPORT_UNKNOWN');
    const newest = await newestOf(row);
    if (newest?.id !== reportId) throw new Refusal('REPORT_SUPERSEDED');
    return toReport(row);
  }

  async function differenceOf(before: Report, set: FigureSet): Promise<Report['difference']> {
    const old = await sets.find(before.setId);
    const [a, b] = await Promise.all([sets.marks(before.setId), sets.marks(set.id)]);
    const figures = changedFigures(old?.figures ?? [], set.figures);
    return { before: before.id, figures, cases: changedCases(a, b) };
  }

  return {
    draftOnce: async (ask) => {
      const there = await reports.findOne({ _id: idOf(ask, 1) });
      if (there !== null) return toReport(there);
      const { set, fresh } = await draft(ask, { edition: 1, createdBy: null, reason: null });
      return keep(fresh, set);
    },
    correct: async (reportId, { reason, by, at }) => {
      const before = await findNewest(reportId);
      const old = await sets.find(before.setId);
      if (old === null) throw new Refusal('REPORT_UNKNOWN');
      const { kind, since, until } = before;
      const edition = before.edition + 1;
      const ask = { kind, since, until, zone: old.zone, at };
      const { set, fresh } = await draft(ask, { edition, createdBy: by, reason });
      return keep({ ...fresh, difference: await differenceOf(before, set) }, set);
    },
    publish: async (reportId, { version, by, at }) => {
      const report = await findNewest(reportId);
      if (report.state === 'published') throw new Refusal('REPORT_PUBLISHED');
      const zone = (await sets.find(report.setId))?.zone ?? 'utc';
      const year = DateTime.fromJSDate(at, { zone }).year;
      return store.transaction(async ({ session }) => {
        const counter = await counters.findOneAndUpdate(
          { _id: `report:${year}` },
          { $inc: { next: 1 } },
          { upsert: true, returnDocument: 'after', session },
        );
        const document = { year, n: counter?.next ?? 1 };
        const published = await reports.findOneAndUpdate(
          { _id: reportId, version, state: 'draft' },
          {
            $set: { state: 'published', publishedAt: at, publishedBy: by, document },
            $inc: { version: 1 },
          },
          { returnDocument: 'after', session },
        );
        if (published === null) throw new Refusal('CHANGED_MEANWHILE');
        return toReport(published);
      });
    },
    find: async (reportId) => {
      const row = await reports.findOne({ _id: reportId });
      return row === null ? null : toReport(row);
    },
    list: async ({ kind, withDrafts, before, limit }) => {
      const parts: mongo.Filter<ReportRow>[] = [{}];
      if (kind !== null) parts.push({ kind });
      if (!withDrafts) parts.push({ state: 'published' });
      if (before !== null) parts.push({ createdAt: { $lt: before } });
      const rows = await reports
        .find({ $and: parts })
        .project<Omit<ReportRow, 'difference'>>({ difference: 0 })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return rows.map(({ _id: id, ...fields }) => ({ id, ...fields }));
    },
    newestOf,
  };
}
