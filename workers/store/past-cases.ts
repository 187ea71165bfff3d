import type { mongo } from 'mongoose';
import type { PastCase, PastDecision } from '../../processes/replay/past-case.ts';
import type { CaseRow } from './cases.ts';
import type { ClockRow } from './clocks.ts';
import type { Store } from './connect.ts';
import type { DecisionRow } from './decisions.ts';
import type { ReplayFilter } from './replays.ts';

export interface PastCaseStore {
  readonly count: (filter: ReplayFilter) => Promise<number>;
  /** Cases with their recorded decisions and clocks, in the order of their ids. */
  readonly page: (
    filter: ReplayFilter,
    page: { readonly after: string | null; readonly limit: number },
  ) => Promise<PastCase[]>;
  /** Those of some cases that somebody may open. */
  readonly openTo: (
    access: mongo.Filter<CaseRow>,
    caseIds: readonly string[],
  ) => Promise<ReadonlySet<string>>;
}

const caseFields = {
  ...{ number: 1, channel: 1, topic: 1, area: 1, unitId: 1, closedAt: 1 },
  ...{ times: 1, events: 1 },
} as const;
const decisionFields = { caseId: 1, decisionId: 1, inputs: 1, output: 1 } as const;

function filterOf({ from, until, topic, channel, unitId }: ReplayFilter): mongo.Filter<CaseRow> {
  const receivedAt = {
    ...(from === null ? {} : { $gte: from }),
    ...(until === null ? {} : { $lt: until }),
  };
  return {
    ...(Object.keys(receivedAt).length === 0 ? {} : { receivedAt }),
    ...(topic === null ? {} : { topic }),
    ...(channel === null ? {} : { channel }),
    ...(unitId === null ? {} : { unitId }),
  };
}

/** A value as the engine wrote it; one that was cut is not known. */
function read(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function toDecision({ _id: id, decisionId, inputs, output }: DecisionRow): PastDecision {
  const known = inputs.flatMap(({ id: column, value }) => {
    const parsed = read(value);
    return parsed === undefined ? [] : [[column, parsed] as const];
  });
  return { id, decisionId, inputs: Object.fromEntries(known), output: read(output) ?? null };
}

function byCase<T extends { readonly caseId: string | null }>(rows: readonly T[]) {
  const groups = new Map<string | null, T[]>();
  for (const row of rows) {
    const group = groups.get(row.caseId);
    if (group === undefined) groups.set(row.caseId, [row]);
    else group.push(row);
  }
  return groups;
}

/** Past cases as a replay reads them: never a text, never a person. */
export function createPastCaseStore(store: Store): PastCaseStore {
  const cases = store.rows<CaseRow>('cases');
  const clocks = store.rows<ClockRow>('clocks');
  const decisions = store.rows<DecisionRow>('decisions');
  return {
    count: (filter) => cases.countDocuments(filterOf(filter)),
    openTo: async (access, caseIds) => {
      const found = await cases
        .find({ $and: [access, { _id: { $in: [...caseIds] } }] }, { projection: { _id: 1 } })
        .toArray();
      return new Set(found.map(({ _id }) => _id));
    },
    page: async (filter, { after, limit }) => {
      const rows = await cases
        .find(
          { ...filterOf(filter), ...(after === null ? {} : { _id: { $gt: after } }) },
          { projection: caseFields },
        )
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      const of = { caseId: { $in: rows.map(({ _id }) => _id) } };
      const [decided, timed] = await Promise.all([
        decisions
          .find({ ...of, failed: null }, { projection: decisionFields })
          .sort({ caseId: 1, at: 1 })
          .toArray(),
        // What a source brought along is frozen: it was not counted here.
        clocks.find({ ...of, status: { $ne: 'frozen' } }).toArray(),
      ]);
      const [decidedOf, timedOf] = [byCase(decided), byCase(timed)];
      return rows.map(
        ({ _id: id, number, channel, topic, area, unitId, times, closedAt, events }) => ({
          ...{ id, number, channel, topic, area, unitId, times, closedAt },
          ...(events === undefined ? {} : { events }),
          decisions: (decidedOf.get(id) ?? []).map(toDecision),
          clocks: (timedOf.get(id) ?? []).map(({ _id: clockId, ...clock }) => ({
            id: clockId,
            ...clock,
          })),
        }),
      );
    },
  };
}
