import type { Actor } from '../../processes/complaint/case.ts';
import {
  type FeedEntry,
  type FindKeys,
  keptMs,
  sameTitleMs,
  type Verdict,
} from '../../processes/sources/find.ts';
import { sha256 } from '../platform/digest.ts';
import type { Store } from './connect.ts';
import { isDuplicateKey, nullWhenThere } from './users.ts';

/** One report of a matter, as one source had it; who wrote it is not stored. */
export interface SourceReport extends FeedEntry {
  readonly sourceId: string;
  /** By what its page is known. */
  readonly page: string;
  readonly outlet: string;
  readonly foundAt: Date;
}

/** A matter that sources reported: every report of the same page or headline, and what people made of it. */
export interface SourceFindRow {
  readonly _id: string;
  /** No page belongs to two finds. */
  readonly pages: readonly string[];
  readonly titles: readonly string[];
  /** In the order in which they were found. */
  readonly reports: readonly SourceReport[];
  /** When its first report came: by this it stands in its list. */
  readonly at: Date;
  readonly earliestAt: Date;
  readonly newestAt: Date;
  readonly state: Verdict;
  readonly decidedBy: Actor | null;
  readonly decidedAt: Date | null;
  /** Null for what was found relevant: it stays. */
  readonly expiresAt: Date | null;
}

/** Where a page of a list ended. */
export interface FindPlace {
  readonly at: Date;
  readonly id: string;
}

/** A decision, and the state that whoever took it had before their eyes. */
export interface FindDecision {
  readonly was: Verdict;
  readonly verdict: Verdict;
  readonly by: Actor;
  readonly at: Date;
}

export interface SourceFindStore {
  /** Whether the report is of a matter nobody knew, of one that is known, or was here before. */
  readonly putOnce: (report: SourceReport, keys: FindKeys) => Promise<'new' | 'joined' | 'known'>;
  readonly find: (findId: string) => Promise<SourceFindRow | null>;
  /** The newest first, one more than asked for when there are more. */
  readonly list: (
    state: Verdict,
    limit: number,
    after: FindPlace | null,
  ) => Promise<SourceFindRow[]>;
  readonly count: (state: Verdict) => Promise<number>;
  /** Null when it is not in the state that was seen. */
  readonly decide: (findId: string, decision: FindDecision) => Promise<SourceFindRow | null>;
}

/** More reports than this say nothing new. */
const mostReports = 50;
const hasRoom = { [`reports.${mostReports - 1}`]: { $exists: false } };
const day = 86_400_000;
const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

/** What public sources reported, until somebody decides on it or its time is over. */
export function createSourceFindStore(store: Store): SourceFindStore {
  const rows = store.rows<SourceFindRow>('source_finds');

  async function join(
    where: Readonly<Record<string, unknown>>,
    report: SourceReport,
    { page, title }: FindKeys,
  ): Promise<boolean> {
    const at = report.publishedAt ?? report.foundAt;
    const joined = await rows
      .updateOne(
        { ...where, ...hasRoom },
        {
          $push: { reports: report },
          $addToSet: { pages: page, titles: { $each: title === null ? [] : [title] } },
          $min: { earliestAt: at },
          $max: { newestAt: at },
        },
      )
      // The page came into another find at the same time.
      .catch(nullWhenThere);
    return joined?.matchedCount === 1;
  }

  /** What a feed without times still shows is not forgotten, or it would be found again. */
  async function seenAgain({ page, publishedAt, foundAt }: SourceReport): Promise<void> {
    if (publishedAt !== null) return;
    await rows.updateOne(
      { pages: page, expiresAt: { $lt: later(foundAt, keptMs - day) } },
      { $set: { expiresAt: later(foundAt, keptMs) } },
    );
  }

  return {
    putOnce: async (report, keys) => {
      const { page, title } = keys;
      const { sourceId, foundAt } = report;
      const isOfOther = { reports: { $not: { $elemMatch: { sourceId, page } } } };
      if (await join({ pages: page, ...isOfOther }, report, keys)) return 'joined';
      if ((await rows.findOne({ pages: page }, { projection: { _id: 1 } })) !== null) {
        await seenAgain(report);
        return 'known';
      }
      const at = report.publishedAt ?? foundAt;
      const isNear = {
        newestAt: { $gte: later(at, -sameTitleMs) },
        earliestAt: { $lte: later(at, sameTitleMs) },
      };
      if (title !== null && (await join({ titles: title, ...isNear }, report, keys)))
        return 'joined';
      try {
        await rows.insertOne({
          ...{ _id: sha256(page), pages: [page], titles: title === null ? [] : [title] },
          ...{ reports: [report], at, earliestAt: at, newestAt: at },
          ...{ state: 'found', decidedBy: null, decidedAt: null },
          expiresAt: later(foundAt, keptMs),
        });
        return 'new';
      } catch (error) {
        if (isDuplicateKey(error)) return 'known';
        throw error;
      }
    },
    find: (findId) => rows.findOne({ _id: findId }),
    list: (state, limit, after) => {
      const behind =
        after === null
          ? {}
          : { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $lt: after.id } }] };
      return rows
        .find({ state, ...behind })
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
    },
    count: (state) => rows.countDocuments({ state }),
    decide: (findId, { was, verdict, by, at }) =>
      rows.findOneAndUpdate(
        // Who says again what was said before changes nothing, not even whose word it is.
        { _id: findId, state: { $eq: was, $ne: verdict } },
        {
          $set: {
            ...{ state: verdict, decidedBy: by, decidedAt: at },
            expiresAt: verdict === 'relevant' ? null : later(at, keptMs),
          },
        },
        { returnDocument: 'after' },
      ),
  };
}
