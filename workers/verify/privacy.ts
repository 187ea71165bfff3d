import type { ComplaintRow } from '../store/complaints.ts';
import type { Store } from '../store/connect.ts';
import { inPublic, publicView, type ReplyRow } from '../store/replies.ts';
import { type Check, openFinding } from './check.ts';
import { logLines } from './logs.ts';

/** Collections that must be free of personal data. */
const clean = [
  'engine_records',
  'tasks',
  'instances',
  'stalls',
  'decisions',
  'timers',
  'actions',
  'cases',
  'clocks',
  'outbox',
  'notices',
  'ladders',
  'deliveries',
  'webhook_deliveries',
];
/** Digit runs long enough to be a phone number, and addresses of mail. */
const suspects = /[\w.+-]+@[\w-]+\.[\w.-]+|\d{7,15}/g;

async function canariesOf(store: Store): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { contact } of store
    .rows<ComplaintRow>('complaints')
    .find({ contact: { $ne: null } }, { projection: { contact: 1 } })) {
    for (const value of [contact?.phone, contact?.email]) {
      if (value !== null && value !== undefined && value.length >= 7)
        found.add(value.toLowerCase());
    }
  }
  return found;
}

/** I12: no phone or address of a citizen stands in the engine's variables and records, in the log, on a public page, or in a process's output. */
export const privacy: Check = {
  id: 'I12',
  claim: 'no personal data outside the complaint itself',
  run: async ({ store, dataDir }) => {
    const finding = openFinding();
    const canaries = await canariesOf(store);
    const look = (text: string, place: string) => {
      finding.saw();
      const leaked = (text.toLowerCase().match(suspects) ?? []).some((word) => canaries.has(word));
      if (leaked) finding.violated(`${place} holds a citizen's phone or address`);
    };
    for (const name of clean) {
      for await (const row of store.rows(name).find({}))
        look(JSON.stringify(row), `${name} ${String(row._id)}`);
    }
    for await (const row of store.rows<ReplyRow>('replies').find(inPublic))
      look(JSON.stringify(publicView(row)), `the public page of ${row.number}`);
    for await (const { part, line } of logLines(dataDir, ['api', 'workers', 'zeebe', 'mongo']))
      look(line, `the log of ${part}`);
    return finding.close();
  },
};
