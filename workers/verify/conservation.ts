import type { CaseRow } from '../store/cases.ts';
import type { ComplaintRow } from '../store/complaints.ts';
import type { Store } from '../store/connect.ts';
import type { InstanceRow } from '../store/instances.ts';
import type { OutboxRow } from '../store/outbox.ts';
import { type Check, openFinding } from './check.ts';

const duplicateEnd = 'Event_StartedTwice';

/** How many instances of the complaint diagram go on or went on for each case. */
async function instanceCounts(store: Store): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const roots = store
    .rows<InstanceRow>('instances')
    .find({ bpmnProcessId: 'complaint', parentKey: null });
  for await (const { caseId, endElementId } of roots) {
    if (endElementId === duplicateEnd || caseId === null) continue;
    counts.set(caseId, (counts.get(caseId) ?? 0) + 1);
  }
  return counts;
}

function wrongCount(
  { number, started }: CaseRow,
  count: number,
  isOnTheWay: boolean,
): string | null {
  if (!started) return count > 0 ? `${number}: never started, but has ${count} instances` : null;
  if (count > 1) return `${number}: ${count} instances go on`;
  return count === 0 && !isOnTheWay ? `${number}: no instance, and nothing on the way` : null;
}

async function orphans(store: Store): Promise<string[]> {
  const complaints = store.rows<ComplaintRow>('complaints');
  const found = await complaints
    .aggregate<{ number: string }>([
      { $lookup: { from: 'cases', localField: '_id', foreignField: '_id', as: 'case' } },
      { $match: { case: { $size: 0 } } },
      { $project: { number: 1 } },
    ])
    .toArray();
  const [kept, cases] = [
    await complaints.countDocuments(),
    await store.rows('cases').countDocuments(),
  ];
  return [
    ...found.map(({ number }) => `${number}: a complaint without a case`),
    ...(kept === cases ? [] : [`${kept} complaints, ${cases} cases`]),
  ];
}

/**
 * I1: what was taken is there, once. Complaints equal cases; a started case has exactly one instance that goes on,
 * those ended at «重复启动» left out, or its start is still in the outbox; an unstarted one has none.
 */
export const conservation: Check = {
  id: 'I1',
  claim: 'every complaint has its case and its one instance',
  run: async ({ store, receipts }) => {
    const finding = openFinding();
    const cases = store.rows<CaseRow>('cases');
    const outbox = store.rows<OutboxRow>('outbox');
    const counts = await instanceCounts(store);
    for await (const row of cases.find({})) {
      finding.saw();
      const count = counts.get(row._id) ?? 0;
      counts.delete(row._id);
      const start =
        count === 0
          ? await outbox.findOne({ _id: `start:${row._id}`, doneAt: null, givenUpAt: null })
          : null;
      finding.violated(wrongCount(row, count, start !== null));
    }
    for (const caseId of counts.keys())
      finding.violated(`an instance runs for the unknown case ${caseId}`);
    for (const sentence of await orphans(store)) finding.violated(sentence);
    for (const number of receipts ?? []) {
      finding.saw();
      const kept = await cases.countDocuments({ number });
      finding.violated(kept === 1 ? null : `${number}: receipt given, ${kept} cases kept`);
    }
    return finding.close();
  },
};
