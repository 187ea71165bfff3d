import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { canonicalJson } from '../../processes/canonical-json.ts';
import { definitionsVersion, type FigureId } from '../../processes/figures/definitions.ts';
import type { Mark } from '../../processes/figures/difference.ts';
import type { CaseFacts, Period } from '../../processes/figures/facts.ts';
import { rankGroups } from '../../processes/figures/ranking.ts';
import type { FigureSet, FrozenCase } from '../../processes/figures/report.ts';
import type { Rhythm } from '../../processes/figures/rhythm.ts';
import { type Membership, openSurvey, type Surveyed } from '../../processes/figures/survey.ts';
import { sha256 } from '../platform/digest.ts';
import type { Store, Tx } from './connect.ts';

type SetRow = Omit<FigureSet, 'id'> & { readonly _id: string };
type FrozenRow = CaseFacts &
  Membership & {
    readonly _id: string;
    readonly setId: string;
    readonly n: number;
    readonly digest: string;
  };

/** What is to be frozen, and the names it is to be read with. */
export interface Freezing extends Period, Pick<FigureSet, 'institution' | 'units' | 'zone'> {
  readonly kind: Rhythm;
  readonly at: Date;
}

/** Which of the frozen cases are asked for; null asks for no restriction. */
export interface ListQuery {
  /** What the person may see; always applied. */
  readonly access: Readonly<Record<string, unknown>>;
  readonly figure: FigureId | null;
  /** Only those above the line of the figure. */
  readonly hitOnly: boolean;
  readonly unitId: string | null;
  /** Behind which place of the list. */
  readonly after: number;
  readonly limit: number;
}

/** What counting a frozen set again came to. */
export interface Recount {
  readonly cases: number;
  readonly equal: boolean;
}

export interface FigureSetStore {
  /** Writes the cases of a set, which nobody reads until the set itself is kept. */
  readonly freeze: (ask: Freezing, cases: AsyncIterable<CaseFacts>) => Promise<FigureSet>;
  readonly keep: (tx: Tx, set: FigureSet) => Promise<void>;
  /** Takes back the cases of a set that was never kept. */
  readonly drop: (setId: string) => Promise<void>;
  readonly find: (setId: string) => Promise<FigureSet | null>;
  readonly page: (setId: string, query: ListQuery) => Promise<FrozenCase[]>;
  readonly count: (setId: string, query: ListQuery) => Promise<number>;
  /** Every case of a set that passes the filter, in order. */
  readonly cases: (
    setId: string,
    access: Readonly<Record<string, unknown>>,
  ) => AsyncIterable<FrozenCase>;
  readonly marks: (setId: string) => Promise<Mark[]>;
  /** Counts a set again from its frozen cases alone and compares every figure and digest. */
  readonly recount: (set: FigureSet) => Promise<Recount>;
}

const batchSize = 1000;

function toFrozen({ _id, setId, n, base, hit, digest, ...facts }: FrozenRow): FrozenCase {
  return { n, base, hit, digest, facts };
}

const markOf = (facts: CaseFacts, { base, hit }: Membership) =>
  sha256(canonicalJson({ facts, base, hit }));
const chained = (before: string, mark: string) => sha256(`${before}\n${mark}`);
const digestOf = ({ digest: _own, ...set }: FigureSet) => sha256(canonicalJson(set));

function rankingOf({ groups }: Surveyed): FigureSet['ranking'] {
  return {
    'on-time-done': rankGroups(groups.unit, 'on-time-done'),
    closed: rankGroups(groups.unit, 'closed'),
    'public-reply': rankGroups(groups.unit, 'public-reply'),
  };
}

function filterOf(setId: string, query: Omit<ListQuery, 'limit'>): mongo.Filter<FrozenRow> {
  const { access, figure, hitOnly, unitId, after } = query;
  const parts: mongo.Filter<FrozenRow>[] = [{ setId, n: { $gt: after } }, access];
  if (figure !== null) parts.push(hitOnly ? { hit: figure } : { base: figure });
  if (unitId !== null) parts.push({ unitId: unitId === '' ? null : unitId });
  return { $and: parts };
}

/** Frozen figures with the cases behind them: written once, never changed. */
export function createFigureSetStore(store: Store): FigureSetStore {
  const sets = store.rows<SetRow>('figure_sets');
  const frozen = store.rows<FrozenRow>('figure_cases');

  async function write(setId: string, ask: Freezing, cases: AsyncIterable<CaseFacts>) {
    const survey = openSurvey(ask, ask.zone);
    const named: { number: string; unitId: string | null }[] = [];
    let batch: FrozenRow[] = [];
    let n = 0;
    let listDigest = '';
    const flush = async () => {
      if (batch.length > 0) await frozen.insertMany(batch);
      batch = [];
    };
    for await (const facts of cases) {
      const membership = survey.add(facts);
      if (membership.base.length === 0) continue;
      n += 1;
      const digest = markOf(facts, membership);
      listDigest = chained(listDigest, digest);
      if (membership.base.includes('named'))
        named.push({ number: facts.number, unitId: facts.unitId });
      batch.push({ _id: `${setId}:${n}`, setId, n, ...facts, ...membership, digest });
      if (batch.length === batchSize) await flush();
    }
    await flush();
    return { surveyed: survey.result(), cases: n, named, listDigest };
  }

  async function* cases(setId: string, access: Readonly<Record<string, unknown>>) {
    const found = frozen.find({ $and: [{ setId }, access] }).sort({ n: 1 });
    for await (const row of found) yield toFrozen(row);
  }

  return {
    freeze: async (ask, given) => {
      const id = randomUUID();
      const { surveyed, ...counted } = await write(id, ask, given);
      const { kind, since, until, zone, at, institution, units } = ask;
      const set: FigureSet = {
        ...{ id, kind, since, until, zone, institution, units, frozenAt: at, digest: '' },
        definitions: definitionsVersion,
        ...surveyed,
        ...counted,
        ranking: rankingOf(surveyed),
      };
      return { ...set, digest: digestOf(set) };
    },
    keep: async ({ session }, { id, ...fields }) => {
      await sets.insertOne({ _id: id, ...fields }, { session });
    },
    drop: async (setId) => {
      if ((await sets.findOne({ _id: setId }, { projection: { _id: 1 } })) === null)
        await frozen.deleteMany({ setId });
    },
    find: async (setId) => {
      const row = await sets.findOne({ _id: setId });
      if (row === null) return null;
      const { _id: id, ...fields } = row;
      return { id, ...fields };
    },
    page: async (setId, query) =>
      (await frozen.find(filterOf(setId, query)).sort({ n: 1 }).limit(query.limit).toArray()).map(
        toFrozen,
      ),
    count: (setId, query) => frozen.countDocuments(filterOf(setId, { ...query, after: 0 })),
    cases,
    marks: async (setId) => {
      const rows = frozen.find({ setId }, { projection: { caseId: 1, number: 1, digest: 1 } });
      return (await rows.toArray()).map(({ caseId, number, digest }) => ({
        ...{ caseId, number, digest },
      }));
    },
    recount: async (set) => {
      const survey = openSurvey(set, set.zone);
      let listDigest = '';
      let n = 0;
      for await (const { facts } of cases(set.id, {})) {
        n += 1;
        listDigest = chained(listDigest, markOf(facts, survey.add(facts)));
      }
      const again = survey.result();
      const fresh = { ...set, ...again, cases: n, listDigest, ranking: rankingOf(again) };
      return { cases: n, equal: digestOf(fresh) === set.digest };
    },
  };
}
