import type { mongo } from 'mongoose';
import type { Period } from '../../processes/figures/facts.ts';
import type { CaseRow } from './cases.ts';
import type { Store } from './connect.ts';
import type { InstanceRow } from './instances.ts';
import type { TaskRow } from './tasks.ts';

/** How busy one element of a diagram is. */
export interface Heat {
  readonly processId: string;
  readonly elementId: string;
  /** Tokens that stand there now. */
  readonly active: number;
  /** How long each task of the period took from its creation to its end, ms. */
  readonly took: readonly number[];
}

export interface HeatStore {
  /**
   * The elements where tokens stand or stood.
   *
   * @param access which cases the person may see
   */
  readonly stages: (period: Period, access: mongo.Filter<CaseRow>) => Promise<Heat[]>;
}

type Counted = { readonly _id: { processId: string; elementId: string }; readonly active: number };

/** The read model of the heat map of stages. */
export function createHeatStore(store: Store): HeatStore {
  const instances = store.rows<InstanceRow>('instances');
  const tasks = store.rows<TaskRow>('tasks');

  async function idsWithin(access: mongo.Filter<CaseRow>): Promise<string[] | null> {
    if (Object.keys(access).length === 0) return null;
    const rows = store.rows<CaseRow>('cases').find(access).project<{ _id: string }>({ _id: 1 });
    return (await rows.toArray()).map(({ _id }) => _id);
  }

  async function tokens(ids: readonly string[] | null): Promise<Counted[]> {
    const of = ids === null ? {} : { caseId: { $in: [...ids] } };
    return instances
      .aggregate<Counted>([
        { $match: { state: 'active', ...of } },
        { $project: { bpmnProcessId: 1, at: { $objectToArray: '$elements' } } },
        { $unwind: '$at' },
        { $match: { 'at.v.active': { $gt: 0 } } },
        {
          $group: {
            _id: { processId: '$bpmnProcessId', elementId: '$at.k' },
            active: { $sum: '$at.v.active' },
          },
        },
      ])
      .toArray();
  }

  return {
    stages: async ({ since, until }, access) => {
      const ids = await idsWithin(access);
      const places = new Map<string, { processId: string; elementId: string; active: number }>();
      const took = new Map<string, number[]>();
      const keyOf = (processId: string, elementId: string) => `${processId} ${elementId}`;
      for (const { _id, active } of await tokens(ids))
        places.set(keyOf(_id.processId, _id.elementId), { ..._id, active });
      const ended = tasks
        .find({
          state: 'completed',
          endedAt: { $gte: since, $lt: until },
          ...(ids === null ? {} : { caseId: { $in: ids } }),
        })
        .project<Pick<TaskRow, 'bpmnProcessId' | 'elementId' | 'createdAt' | 'endedAt'>>({
          ...{ bpmnProcessId: 1, elementId: 1, createdAt: 1, endedAt: 1 },
        });
      for await (const { bpmnProcessId: processId, elementId, createdAt, endedAt } of ended) {
        if (endedAt === null) continue;
        const key = keyOf(processId, elementId);
        if (!places.has(key)) places.set(key, { processId, elementId, active: 0 });
        const spans = took.get(key) ?? [];
        spans.push(endedAt.getTime() - createdAt.getTime());
        took.set(key, spans);
      }
      return [...places].map(([key, place]) => ({ ...place, took: took.get(key) ?? [] }));
    },
  };
}
