import { z } from 'zod';
import { canonicalJson } from '../../processes/canonical-json.ts';
import type { EngineRecordRow } from '../store/engine-records.ts';
import type { TaskRow } from '../store/tasks.ts';
import { type Check, openFinding } from './check.ts';

const created = z.object({
  elementId: z.string(),
  candidateGroups: z.array(z.string()).default([]),
});
const assigned = z.object({ assignee: z.string().nullish() });

interface OpenTask {
  readonly elementId: string;
  readonly candidateGroups: readonly string[];
  readonly assignee: string | null;
}

type Open = Map<string, OpenTask>;

function follow(open: Open, { key, intent, value }: EngineRecordRow): void {
  if (key === null) return;
  if (intent === 'COMPLETED' || intent === 'CANCELED') {
    open.delete(key);
    return;
  }
  const { assignee } = assigned.parse(value);
  const known = open.get(key);
  if (intent === 'CREATED') open.set(key, { ...created.parse(value), assignee: assignee || null });
  else if (intent === 'ASSIGNED' && known !== undefined)
    open.set(key, { ...known, assignee: assignee || null });
}

/** I3: open tasks by the engine's own records, created less completed and cancelled, are the open rows of the inbox. */
export const inboxEqualsEngine: Check = {
  id: 'I3',
  claim: 'the inbox shows what the engine waits for',
  run: async ({ store }) => {
    const finding = openFinding();
    const open: Open = new Map();
    const records = store.rows<EngineRecordRow>('engine_records').find({ valueType: 'USER_TASK' });
    for await (const record of records.sort({ partition: 1, position: 1 })) {
      finding.saw();
      follow(open, record);
    }
    for await (const { _id, elementId, candidateGroups, assignee } of store
      .rows<TaskRow>('tasks')
      .find({ state: 'open' })) {
      const known = open.get(_id);
      open.delete(_id);
      const isEqual =
        canonicalJson(known) === canonicalJson({ elementId, candidateGroups, assignee });
      finding.violated(
        isEqual
          ? null
          : `task ${_id} (${elementId}) stands otherwise in the inbox than in the engine`,
      );
    }
    for (const [key, { elementId }] of open)
      finding.violated(`task ${key} (${elementId}) waits in the engine, not in the inbox`);
    return finding.close();
  },
};
