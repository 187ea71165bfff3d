import type { CaseRow } from '../store/cases.ts';
import type { IncidentRow } from '../store/incidents.ts';
import type { InstanceRow } from '../store/instances.ts';
import type { LadderRow } from '../store/ladders.ts';
import type { OutboxRow } from '../store/outbox.ts';
import type { StallRow } from '../store/stalls.ts';
import type { TaskRow } from '../store/tasks.ts';
import type { TimerRow } from '../store/timers.ts';
import { type Check, type Evidence, openFinding } from './check.ts';

const outboxPatienceMs = 5 * 60_000;
const ends: readonly string[] = ['archived', 'imported-open', 'imported-closed'];
/** Told by the last job of their diagram, so that an ended instance is their end. */
const endedByDiagram: readonly string[] = ['refused', 'handed-over', 'withdrawn'];
/** Work that a job worker is expected to take up: seen as an active service task or rule that nothing stalled. */
const jobPrefix = 'Activity_';

/** Whose instances are asked: a ladder that waits is no excuse for the complaint it is about, nor the other way round. */
type Whose = Readonly<Record<'caseId' | 'clockId', string | null>>;

async function waitsFor({ store, now }: Evidence, whose: Whose): Promise<string[]> {
  const { caseId } = whose;
  const instances = await store
    .rows<InstanceRow>('instances')
    .find({ ...whose, state: 'active' })
    .toArray();
  const keys = instances.map(({ _id }) => _id);
  const [task, timer, stall, row] = await Promise.all([
    store.rows<TaskRow>('tasks').findOne({ ...whose, state: 'open' }),
    store.rows<TimerRow>('timers').findOne({ instanceKey: { $in: keys }, state: 'created' }),
    store.rows<StallRow>('stalls').findOne({ instanceKey: { $in: keys }, resolvedAt: null }),
    store.rows<OutboxRow>('outbox').findOne({ caseId, doneAt: null, givenUpAt: null }),
  ]);
  const job = instances.some(({ elements }) =>
    Object.entries(elements).some(([id, { active }]) => id.startsWith(jobPrefix) && active > 0),
  );
  const isFresh = row !== null && now.getTime() - row.createdAt.getTime() < outboxPatienceMs;
  return [
    ...(task === null ? [] : ['task']),
    ...(timer === null ? [] : ['timer']),
    ...(stall === null ? [] : ['stall']),
    ...(job ? ['job'] : []),
    ...(isFresh ? ['outbox'] : []),
  ];
}

/** The ladders that go on; one that was just met may still have its instance, never the other way round. */
async function stuckLadders(evidence: Evidence, saw: () => void): Promise<string[]> {
  const stuck: string[] = [];
  for await (const { _id: clockId, caseId } of evidence.store
    .rows<LadderRow>('ladders')
    .find({ endedAt: null })) {
    saw();
    if ((await waitsFor(evidence, { caseId, clockId })).length === 0)
      stuck.push(`the ladder of ${clockId} waits for nothing`);
  }
  return stuck;
}

/** The incidents that go on, each with what runs beside it. */
async function stuckIncidents(evidence: Evidence, saw: () => void): Promise<string[]> {
  const stuck: string[] = [];
  const open = evidence.store.rows<IncidentRow>('incidents').find({ closedAt: null });
  for await (const { _id: caseId, number, status } of open) {
    saw();
    if ((await waitsFor(evidence, { caseId, clockId: null })).length === 0)
      stuck.push(`${number} (${status}) waits for nothing`);
  }
  return stuck;
}

/** I7: an open case, each open ladder and each open incident, waits for something that can be seen: a task, a timer, a job, a stall, or a fresh outbox row. */
export const nothingStuck: Check = {
  id: 'I7',
  claim: 'no open case waits for nothing',
  run: async (evidence) => {
    const finding = openFinding();
    const { store } = evidence;
    for await (const row of store.rows<CaseRow>('cases').find({ started: true })) {
      if (ends.includes(row.status)) continue;
      const hasEnded = await store
        .rows<InstanceRow>('instances')
        .countDocuments({ _id: row.instanceKey ?? '', state: 'completed' });
      if (hasEnded > 0 && endedByDiagram.includes(row.status)) continue;
      finding.saw();
      if ((await waitsFor(evidence, { caseId: row._id, clockId: null })).length === 0)
        finding.violated(`${row.number} (${row.status}) waits for nothing`);
    }
    for (const sentence of await stuckLadders(evidence, finding.saw)) finding.violated(sentence);
    for (const sentence of await stuckIncidents(evidence, finding.saw)) finding.violated(sentence);
    const given = store.rows<OutboxRow>('outbox').find({ givenUpAt: { $ne: null } });
    for await (const { _id, error } of given)
      finding.violated(`outbox row ${_id} was given up: ${error}`);
    return finding.close();
  },
};
