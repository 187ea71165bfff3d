import { nextDue } from '../../processes/incident/clocks.ts';
import type { Store } from './connect.ts';
import type { IncidentMatterRow, IncidentRow } from './incidents.ts';

type Seen = Pick<IncidentRow, '_id' | 'number' | 'status' | 'dueAt' | 'times'>;

/** What the inbox shows of tasks that belong to incidents. */
export function createIncidentInbox(store: Store) {
  const incidents = store.rows<IncidentRow>('incidents');
  const matters = store.rows<IncidentMatterRow>('incident_matters');
  const find = (ids: readonly string[]) =>
    ids.length === 0
      ? []
      : incidents
          .find({ _id: { $in: [...ids] } })
          .project<Seen>({ number: 1, status: 1, dueAt: 1, times: 1 })
          .toArray();
  return {
    due: async (ids: readonly string[]) =>
      (await find(ids)).map((row) => ({
        _id: row._id,
        dueAt: nextDue(row),
        unitId: null,
        merged: null,
      })),
    among: async (ids: readonly string[]) =>
      new Map((await find(ids)).map((row) => [row._id, row] as const)),
    /** A task of an incident is due when the incident's first clock is. */
    shown: <T extends { readonly dueDate: Date | null }>(task: T, incident: Seen) => ({
      task: { ...task, dueDate: task.dueDate ?? nextDue(incident) },
      case: { id: incident._id, number: incident.number, unitId: null, clocks: [] },
    }),
    titles: async (ids: readonly string[]) => {
      const rows = ids.length === 0 ? [] : await matters.find({ _id: { $in: [...ids] } }).toArray();
      return rows.map(({ _id, title }) => [_id, title] as const);
    },
    /** @param pattern of the words, as the inbox looks for them */
    matching: async (ids: readonly string[], pattern: { readonly $regex: string }) => {
      if (ids.length === 0) return [];
      const rows = await matters
        .find({
          _id: { $in: [...ids] },
          $or: [{ number: pattern }, { title: pattern }],
        })
        .toArray();
      return rows.map(({ _id }) => _id);
    },
  };
}
