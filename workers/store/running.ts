import type { mongo } from 'mongoose';
import type { CaseRow } from './cases.ts';
import type { ClockRow } from './clocks.ts';
import type { Store } from './connect.ts';
import type { IncidentRow } from './incidents.ts';
import type { InstanceRow } from './instances.ts';
import type { DatedKey } from './migrations.ts';
import type { StallRow } from './stalls.ts';
import type { TaskRow } from './tasks.ts';
import type { TimerRow } from './timers.ts';

/** A version of a diagram on which instances run. */
export interface RunningVersion {
  readonly processId: string;
  readonly definitionKey: string;
  readonly version: number;
  readonly running: number;
}

export interface InstanceQuery {
  readonly processId: string | null;
  readonly version: number | null;
  readonly state: InstanceRow['state'] | null;
  readonly stalled: boolean;
  /** Number of the case, whole. */
  readonly number: string | null;
  readonly elementId: string | null;
  /** Where the page before ended. */
  readonly after: { readonly startedAt: Date; readonly id: string } | null;
  readonly limit: number;
}

/** What waits at an element of one version. */
export interface Waiting {
  readonly elementId: string;
  readonly count: number;
  /** The first date; null for what has none. */
  readonly firstAt: Date | null;
}

export interface RunningStore {
  readonly versions: () => Promise<RunningVersion[]>;
  /** Running instances of a version, by key; with `only`, those of them. */
  readonly onVersion: (
    definitionKey: string,
    page: {
      readonly after: string | null;
      readonly limit: number;
      readonly only?: readonly string[] | null;
    },
  ) => Promise<InstanceRow[]>;
  readonly count: (definitionKey: string, only: readonly string[] | null) => Promise<number>;
  readonly byKeys: (keys: readonly string[]) => Promise<InstanceRow[]>;
  /** Newest first; one row more than `limit` when there are further ones. */
  readonly page: (query: InstanceQuery) => Promise<InstanceRow[]>;
  /** Every task of an instance, the oldest first. */
  readonly tasksOf: (instanceKey: string) => Promise<TaskRow[]>;
  /** How many tokens stand at each element of a version. */
  readonly tokensAt: (definitionKey: string) => Promise<Omit<Waiting, 'firstAt'>[]>;
  readonly openTasks: (definitionKey: string) => Promise<Waiting[]>;
  readonly openTimers: (definitionKey: string) => Promise<Waiting[]>;
  /** The timers that wait for these instances, by instance. */
  readonly timersOf: (keys: readonly string[]) => Promise<ReadonlyMap<string, DatedKey[]>>;
  /** The running legal clocks of these cases, by case. */
  readonly clocksOf: (caseIds: readonly string[]) => Promise<ReadonlyMap<string, DatedKey[]>>;
  /** Elements with an open stall, by instance. */
  readonly stalledAt: (keys: readonly string[]) => Promise<ReadonlyMap<string, string[]>>;
  readonly numbersOf: (caseIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** An instance with where it waits. A stalled element holds a token, also one the stream keeps no count of. */
export function wayOf(instance: InstanceRow, stalledAt: readonly string[]) {
  const stalled = stalledAt.map((elementId, n) => [`stalled:${n}`, elementId] as const);
  return { ...instance, tokens: { ...instance.tokens, ...Object.fromEntries(stalled) } };
}

function grouped<T, V>(rows: readonly T[], keyOf: (row: T) => string | null, make: (row: T) => V) {
  const groups = new Map<string, V[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), make(row)]);
  }
  return groups;
}

/** The read model of what runs, for those who change diagrams and look after instances. */
export function createRunningStore(store: Store): RunningStore {
  const instances = store.rows<InstanceRow>('instances');
  const tasks = store.rows<TaskRow>('tasks');
  const timers = store.rows<TimerRow>('timers');
  const stalls = store.rows<StallRow>('stalls');
  const clocks = store.rows<ClockRow>('clocks');
  const cases = store.rows<CaseRow>('cases');
  const incidents = store.rows<IncidentRow>('incidents');
  const active = (definitionKey: string, only?: readonly string[] | null) =>
    ({
      state: 'active',
      processDefinitionKey: definitionKey,
      ...(only ? { _id: { $in: [...only] } } : {}),
    }) satisfies mongo.Filter<InstanceRow>;

  async function idsStalled(): Promise<string[]> {
    const keys = await stalls.distinct('instanceKey', { resolvedAt: null });
    return keys.filter((key) => key !== null);
  }

  async function caseIdOf(number: string): Promise<string> {
    const id = { projection: { _id: 1 } };
    const one = (await cases.findOne({ number }, id)) ?? (await incidents.findOne({ number }, id));
    return one?._id ?? '';
  }

  async function filterOf(query: InstanceQuery): Promise<mongo.Filter<InstanceRow>> {
    const { processId, version, state, stalled, number, elementId, after } = query;
    const later = (at: Date, id: string) => ({
      $or: [{ startedAt: { $lt: at } }, { startedAt: at, _id: { $lt: id } }],
    });
    const conditions: readonly (mongo.Filter<InstanceRow> | null)[] = [
      processId && { bpmnProcessId: processId },
      version === null ? null : { version },
      state && { state },
      stalled ? { _id: { $in: await idsStalled() } } : null,
      elementId && { [`elements.${elementId}.active`]: { $gt: 0 } },
      number === null ? null : { caseId: await caseIdOf(number) },
      after && later(after.startedAt, after.id),
    ].map((one) => one || null);
    const asked = conditions.filter((one) => one !== null);
    return asked.length === 0 ? {} : { $and: asked };
  }

  return {
    versions: async () => {
      const found = await instances
        .aggregate<{
          _id: { processId: string; definitionKey: string; version: number };
          running: number;
        }>([
          { $match: { state: 'active' } },
          {
            $group: {
              _id: {
                processId: '$bpmnProcessId',
                definitionKey: '$processDefinitionKey',
                version: '$version',
              },
              running: { $sum: 1 },
            },
          },
        ])
        .toArray();
      return found
        .map(({ _id, running }) => ({ ..._id, running }))
        .sort((a, b) => a.processId.localeCompare(b.processId) || b.version - a.version);
    },
    onVersion: (definitionKey, { after, limit, only }) =>
      instances
        .find({
          $and: [active(definitionKey, only), after === null ? {} : { _id: { $gt: after } }],
        })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    count: (definitionKey, only) => instances.countDocuments(active(definitionKey, only)),
    byKeys: (keys) => instances.find({ _id: { $in: [...keys] } }).toArray(),
    page: async (query) =>
      instances
        .find(await filterOf(query))
        .sort({ startedAt: -1, _id: -1 })
        .limit(query.limit + 1)
        .toArray(),
    tasksOf: (instanceKey) => tasks.find({ instanceKey }).sort({ createdAt: 1, _id: 1 }).toArray(),
    tokensAt: async (definitionKey) => {
      const found = await instances
        .aggregate<{ _id: string; count: number }>([
          { $match: active(definitionKey) },
          { $project: { at: { $objectToArray: '$elements' } } },
          { $unwind: '$at' },
          { $match: { 'at.v.active': { $gt: 0 } } },
          { $group: { _id: '$at.k', count: { $sum: '$at.v.active' } } },
          { $sort: { _id: 1 } },
        ])
        .toArray();
      return found.map(({ _id, count }) => ({ elementId: _id, count }));
    },
    openTasks: async (definitionKey) => {
      const found = await tasks
        .aggregate<{ _id: string; count: number; firstAt: Date | null }>([
          { $match: { state: 'open', processDefinitionKey: definitionKey } },
          { $group: { _id: '$elementId', count: { $sum: 1 }, firstAt: { $min: '$createdAt' } } },
        ])
        .toArray();
      return found.map(({ _id, ...rest }) => ({ elementId: _id, ...rest }));
    },
    openTimers: async (definitionKey) => {
      const found = await timers
        .aggregate<{ _id: string; count: number; firstAt: Date | null }>([
          { $match: { state: 'created', instanceKey: { $ne: null } } },
          {
            $lookup: {
              from: 'instances',
              localField: 'instanceKey',
              foreignField: '_id',
              pipeline: [{ $project: { processDefinitionKey: 1 } }],
              as: 'of',
            },
          },
          { $match: { 'of.processDefinitionKey': definitionKey } },
          { $group: { _id: '$elementId', count: { $sum: 1 }, firstAt: { $min: '$dueAt' } } },
        ])
        .toArray();
      return found.map(({ _id, ...rest }) => ({ elementId: _id, ...rest }));
    },
    timersOf: async (keys) => {
      const found = await timers
        .find({ instanceKey: { $in: [...keys] }, state: 'created' })
        .sort({ _id: 1 })
        .toArray();
      return grouped(
        found,
        ({ instanceKey }) => instanceKey,
        ({ _id, elementId, dueAt }) => ({ key: _id, elementId, at: dueAt }),
      );
    },
    clocksOf: async (caseIds) => {
      const found = await clocks
        .find({ caseId: { $in: [...caseIds] }, status: 'running' })
        .sort({ _id: 1 })
        .toArray();
      return grouped(
        found,
        ({ caseId }) => caseId,
        ({ _id, kind, dueAt }) => ({ key: _id, elementId: kind, at: dueAt }),
      );
    },
    stalledAt: async (keys) => {
      const found = await stalls
        .find({ instanceKey: { $in: [...keys] }, resolvedAt: null })
        .toArray();
      return grouped(
        found,
        ({ instanceKey, elementId }) => (elementId === null ? null : instanceKey),
        ({ elementId }) => elementId ?? '',
      );
    },
    numbersOf: async (caseIds) => {
      const wanted = { _id: { $in: [...caseIds] } };
      const [found, ofIncidents] = await Promise.all([
        cases.find(wanted, { projection: { number: 1 } }).toArray(),
        incidents.find(wanted, { projection: { number: 1 } }).toArray(),
      ]);
      return new Map([...found, ...ofIncidents].map(({ _id, number }) => [_id, number]));
    },
  };
}
