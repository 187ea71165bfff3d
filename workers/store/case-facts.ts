import type { ClientSession, mongo } from 'mongoose';
import type { Channel } from '../../processes/complaint/statuses.ts';
import type { CaseFacts, FrozenClock, Period } from '../../processes/figures/facts.ts';
import { freezeClock } from '../../processes/figures/freeze-clock.ts';
import type { CaseRow } from './cases.ts';
import type { ClockRow } from './clocks.ts';
import type { Store } from './connect.ts';
import type { LadderRow } from './ladders.ts';

/** Which cases are counted; null asks for no restriction. */
export interface FactsQuery {
  /** What the person may see; always applied. */
  readonly access: mongo.Filter<CaseRow>;
  readonly unitIds: readonly string[] | null;
  readonly topic: string | null;
  readonly area: string | null;
  readonly channel: Channel | null;
  readonly period: Period;
  /** The instant the facts are taken at: what is unmet and due by then counts as overdue. */
  readonly asOf: Date;
}

export interface CaseFactsStore {
  /** The facts of every case a period is about, each once, the newest first: one consistent view of the database. */
  readonly stream: (query: FactsQuery) => AsyncIterable<CaseFacts>;
  /** Whether anything was received before an instant. */
  readonly hasAnyBefore: (until: Date) => Promise<boolean>;
}

/** A step that took a case away from a unit; read by name because procedures bring their own. */
const bouncing = ['return', 'transfer'];
const batchSize = 500;

interface StepRow {
  readonly caseId: string;
  readonly type: string;
  readonly at: Date;
}
/** What the records beside the case say of a batch of cases. */
interface Beside {
  readonly clocks: ReadonlyMap<string, readonly FrozenClock[]>;
  readonly steps: ReadonlyMap<string, readonly StepRow[]>;
  /** When a case was named in the bulletin of the period. */
  readonly named: ReadonlyMap<string, Date>;
}

function meant({ since, until }: Period, named: readonly string[]): mongo.Filter<CaseRow> {
  return {
    $or: [
      { receivedAt: { $gte: since, $lt: until } },
      { closedAt: { $gte: since, $lt: until } },
      { closedAt: null, receivedAt: { $lt: until }, status: { $nin: ['imported-open'] } },
      { _id: { $in: [...named] } },
    ],
  };
}

function filterOf(query: FactsQuery, named: readonly string[]) {
  const { access, unitIds, topic, area, channel, period } = query;
  const parts: mongo.Filter<CaseRow>[] = [access, meant(period, named)];
  if (unitIds !== null) parts.push({ unitId: { $in: [...unitIds] } });
  if (topic !== null) parts.push({ topic });
  if (area !== null) parts.push({ area });
  if (channel !== null) parts.push({ channel });
  return { $and: parts };
}

function groupBy<T extends { readonly caseId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.caseId);
    if (group === undefined) groups.set(row.caseId, [row]);
    else group.push(row);
  }
  return groups;
}

function factsOf(row: CaseRow, { clocks, steps, named }: Beside): CaseFacts {
  const { _id: caseId, number, status, channel, topic, area, unitId, receivedAt } = row;
  const own = steps.get(caseId) ?? [];
  return {
    ...{ caseId, number, status, channel, topic, area, unitId, receivedAt },
    assignedAt: own.find(({ type }) => type === 'assign')?.at ?? null,
    repliedAt: row.reply?.at ?? null,
    isPublic: row.reply?.mode === 'public',
    closedAt: row.closedAt,
    clocks: clocks.get(caseId) ?? [],
    bounces: own.filter(({ type }) => bouncing.includes(type)).length,
    rating: row.rating === null ? null : { answered: row.rating.answered, score: row.rating.score },
    namedAt: named.get(caseId) ?? null,
  };
}

const caseFields = {
  ...{ number: 1, status: 1, channel: 1, topic: 1, area: 1, unitId: 1, receivedAt: 1 },
  ...{ closedAt: 1, reply: 1, rating: 1 },
} as const;
const clockFields = {
  ...{ caseId: 1, kind: 1, startAt: 1, dueAt: 1, metAt: 1, verdict: 1, status: 1, pauses: 1 },
} as const;

/** The facts that figures are counted from. */
export function createCaseFactsStore(store: Store): CaseFactsStore {
  // A session that reads one snapshot has its own read concern, which the collection must not overrule.
  const rows = <T extends mongo.Document>(name: string) =>
    store.database().collection<T>(name, { readConcern: { level: 'snapshot' } });

  async function besideOf(ids: readonly string[], asOf: Date, session: ClientSession) {
    const of = { caseId: { $in: [...ids] } };
    const clocks = await rows<ClockRow>('clocks')
      .find(of, { session, projection: clockFields })
      .sort({ _id: 1 })
      .toArray();
    const steps = await rows<StepRow>('actions')
      .find(
        { ...of, type: { $in: ['assign', ...bouncing] } },
        { session, projection: { caseId: 1, type: 1, at: 1 } },
      )
      .sort({ caseId: 1, n: 1 })
      .toArray();
    const frozen = new Map(
      [...groupBy(clocks)].map(([caseId, own]) => [
        caseId,
        own.map((clock) => freezeClock(clock, asOf)),
      ]),
    );
    return {
      clocks: frozen,
      steps: groupBy(steps),
    };
  }

  async function namedIn({ since, until }: Period, session: ClientSession) {
    const ladders = await rows<LadderRow>('ladders')
      .find({ namedAt: { $gte: since, $lt: until } }, { session })
      .sort({ namedAt: -1 })
      .toArray();
    return new Map(
      ladders.flatMap(({ caseId, namedAt }) =>
        namedAt === null ? [] : [[caseId, namedAt] as const],
      ),
    );
  }

  async function* stream(query: FactsQuery): AsyncGenerator<CaseFacts> {
    const session = store.connection.getClient().startSession({ snapshot: true });
    try {
      const named = await namedIn(query.period, session);
      const found = rows<CaseRow>('cases')
        .find(filterOf(query, [...named.keys()]), { session, projection: caseFields, batchSize })
        .sort({ receivedAt: -1, _id: 1 });
      let batch: CaseRow[] = [];
      const flush = async () => {
        const taken = batch;
        batch = [];
        const ids = taken.map(({ _id }) => _id);
        const beside = await besideOf(ids, query.asOf, session);
        return taken.map((row) => factsOf(row, { ...beside, named }));
      };
      for await (const row of found) {
        batch.push(row);
        if (batch.length === batchSize) yield* await flush();
      }
      if (batch.length > 0) yield* await flush();
    } finally {
      await session.endSession();
    }
  }

  return {
    stream,
    hasAnyBefore: async (until) =>
      (await store
        .rows<CaseRow>('cases')
        .findOne({ receivedAt: { $lt: until } }, { projection: { _id: 1 } })) !== null,
  };
}
