import type { mongo } from 'mongoose';
import type { Channel, Status } from '../../processes/complaint/statuses.ts';
import type { CaseRow } from './cases.ts';
import type { ClockRow } from './clocks.ts';
import type { ComplaintRow } from './complaints.ts';
import type { Store } from './connect.ts';
import { literally } from './inbox.ts';

/** Which cases are asked for; null asks for no restriction. */
export interface CaseQuery {
  /** What the person may see; always applied. */
  readonly access: mongo.Filter<CaseRow>;
  readonly status: Status | null;
  readonly unitIds: readonly string[] | null;
  readonly topic: string | null;
  readonly channel: Channel | null;
  readonly words: string | null;
  readonly due: 'overdue' | 'soon' | null;
  /** A clock of the case stands at this rung of its ladder. */
  readonly rung: number | null;
  /** Where the page before ended. */
  readonly after: { readonly receivedAt: Date; readonly id: string } | null;
  readonly limit: number;
  readonly now: Date;
}

export interface CaseListStore {
  /** Newest first; one row more than `limit` when there are further ones. */
  readonly page: (query: CaseQuery) => Promise<CaseRow[]>;
  readonly count: (query: CaseQuery) => Promise<number>;
  /** The case, if it passes the filter of what the person may see. */
  /** Those of these cases that pass the filter of what the person may see, by id. */
  readonly among: (
    caseIds: readonly string[],
    access: mongo.Filter<CaseRow>,
  ) => Promise<ReadonlyMap<string, CaseRow>>;
  /** Cases being handled, the newest first; those that have joined another one are among them. */
  readonly open: (
    access: mongo.Filter<CaseRow>,
    topic: string | null,
    limit: number,
  ) => Promise<CaseRow[]>;
  readonly findWithin: (caseId: string, access: mongo.Filter<CaseRow>) => Promise<CaseRow | null>;
}

/** The read model of the case list. */
export function createCaseListStore(store: Store): CaseListStore {
  const cases = store.rows<CaseRow>('cases');
  const complaints = store.rows<ComplaintRow>('complaints');
  const clocks = store.rows<ClockRow>('clocks');

  async function idsWith(words: string): Promise<string[]> {
    const rows = await complaints
      .find({ $or: [{ number: literally(words) }, { subject: literally(words) }] })
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    return rows.map(({ _id }) => _id);
  }

  async function idsWarned(now: Date): Promise<string[]> {
    const rows = await clocks
      .find({ status: 'running', warnAt: { $lte: now }, dueAt: { $gt: now } })
      .project<{ caseId: string }>({ caseId: 1 })
      .toArray();
    return rows.map(({ caseId }) => caseId);
  }

  async function dueFilter({ due, now }: CaseQuery): Promise<mongo.Filter<CaseRow>[]> {
    if (due === null) return [];
    if (due === 'soon') return [{ _id: { $in: await idsWarned(now) } }];
    const late = { $or: [{ state: 'overdue' }, { state: 'running', dueAt: { $lte: now } }] };
    return [{ clocks: { $elemMatch: late } }];
  }

  async function filterOf(query: CaseQuery): Promise<mongo.Filter<CaseRow>> {
    const { access, status, unitIds, topic, channel, words, rung } = query;
    const parts: mongo.Filter<CaseRow>[] = [access, ...(await dueFilter(query))];
    if (status !== null) parts.push({ status });
    if (unitIds !== null) parts.push({ unitId: { $in: [...unitIds] } });
    if (rung !== null) parts.push({ clocks: { $elemMatch: { state: 'overdue', rung } } });
    if (topic !== null) parts.push({ topic });
    if (channel !== null) parts.push({ channel });
    if (words !== null) parts.push({ _id: { $in: await idsWith(words) } });
    return { $and: parts };
  }

  return {
    page: async (query) => {
      const { after, limit } = query;
      const behind: mongo.Filter<CaseRow> =
        after === null
          ? {}
          : {
              $or: [
                { receivedAt: { $lt: after.receivedAt } },
                { receivedAt: after.receivedAt, _id: { $gt: after.id } },
              ],
            };
      return cases
        .find({ $and: [await filterOf(query), behind] })
        .sort({ receivedAt: -1, _id: 1 })
        .limit(limit + 1)
        .toArray();
    },
    count: async (query) => cases.countDocuments(await filterOf(query)),
    among: async (caseIds, access) => {
      const rows = await cases.find({ $and: [{ _id: { $in: [...caseIds] } }, access] }).toArray();
      return new Map(rows.map((row) => [row._id, row]));
    },
    open: (access, topic, limit) =>
      cases
        .find({
          $and: [access, { closedAt: null, started: true }, topic === null ? {} : { topic }],
        })
        .sort({ receivedAt: -1, _id: 1 })
        .limit(limit)
        .toArray(),
    findWithin: (caseId, access) => cases.findOne({ $and: [{ _id: caseId }, access] }),
  };
}
