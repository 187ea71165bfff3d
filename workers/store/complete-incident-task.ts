import type { Actor } from '../../processes/complaint/case.ts';
import { isIncidentAction } from '../../processes/incident/contract.ts';
import type { Incident, IncidentDraft } from '../../processes/incident/incident.ts';
import { decideIncidentTask } from '../../processes/incident/tasks.ts';
import { sha256 } from '../platform/digest.ts';
import type { Tx } from './connect.ts';
import { answerCalls } from './duty-call.ts';
import type { EntryRow } from './entries.ts';
import { type IncidentDeps, type IncidentStep, takeIncidentStepWithin } from './incident-step.ts';
import { digestsOf, incidentEntry } from './incident-texts.ts';
import type { TaskRow } from './tasks.ts';

/** A person's completion of a task of an incident. */
interface IncidentCompletion {
  readonly task: TaskRow;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly by: Actor;
  readonly at: Date;
}

/** As every text is taken: with one kind of line break, so that the same words have the same digest wherever they come from. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trim() : '';
}

function draftOf(
  completion: IncidentCompletion,
  current: Incident,
  entry: EntryRow,
  sheetId: string | null,
): IncidentDraft {
  const { task, fields, by, at } = completion;
  const done = { at, by, step: task.elementId, ...digestsOf(entry) };
  if (!isIncidentAction(task.action)) return { ...done, type: 'record', data: {} };
  const textDigest = sha256(textOf(fields.statementText));
  return decideIncidentTask(task.action, current, fields, { ...done, textDigest, sheetId });
}

/** The signed facts of a contact sheet stand among the facts: what was verified, and what was not yet. */
async function signedFacts(
  { entries }: Pick<IncidentDeps, 'entries'>,
  tx: Tx,
  current: Incident,
  { by, at }: IncidentCompletion,
): Promise<{ drafts: IncidentDraft[]; kept: EntryRow[] }> {
  const incidentId = current.id;
  const verified = (await entries.newest(incidentId, 'verify-facts', tx))?.fields ?? {};
  const known = [
    { text: textOf(verified.verified), certainty: 'confirmed' },
    { text: textOf(verified.unverified), certainty: 'unconfirmed' },
  ] as const;
  const drafts: IncidentDraft[] = [];
  const kept: EntryRow[] = [];
  for (const { text, certainty } of known.filter((one) => one.text !== '')) {
    const factId = `fact-${current.facts.length + kept.length + 1}`;
    const about = { incidentId, of: factId, action: 'add-fact', by, at };
    const entry = incidentEntry(about, { text, source: 'contact-sheet' });
    kept.push(entry);
    drafts.push({ type: 'add-fact', at, by, data: { factId, certainty }, ...digestsOf(entry) });
  }
  return { drafts, kept };
}

/** The clocks that an action meets. */
function metBy({ type, data }: IncidentDraft, incidentId: string): string[] {
  if (type === 'publish-statement') return [`${incidentId}:incident-reply`];
  return type === 'sign-sheet' ? [`${data.sheetId}:facts`] : [];
}

/** What widens is told to the leading group at once. */
async function tellWider(
  { notices }: Pick<IncidentDeps, 'notices'>,
  tx: Tx,
  { id, number, monitored }: Incident,
  draft: IncidentDraft,
): Promise<void> {
  if (draft.type !== 'monitor' || draft.data.trend !== 'wider') return;
  for (const group of ['leading-group', 'office'])
    await notices.tellGroupOnce(tx, {
      ...{ id: `${id}:wider-${monitored?.rounds ?? 0}:${group}`, caseId: id, group },
      ...{ kind: 'incident-report', at: draft.at, params: { number } },
    });
}

/**
 * What a completed task does to its incident, in the transaction that completes it.
 *
 * @throws Refusal what the rules of the incident and its action table refuse
 */
export async function completeIncidentTask(
  deps: IncidentDeps,
  tx: Tx,
  completion: IncidentCompletion,
  incidentId: string,
): Promise<void> {
  const { task, fields, by, at } = completion;
  await takeIncidentStepWithin(deps, tx, incidentId, async (current): Promise<IncidentStep> => {
    const run = await deps.incidentRuns.ofInstance(task.instanceKey, tx);
    const about = { incidentId, of: task._id, action: task.action ?? task.elementId, by, at };
    const entry = { ...incidentEntry(about, fields), step: task.elementId, taskKey: task._id };
    const draft = draftOf(completion, current, entry, run?._id ?? null);
    const facts =
      draft.type === 'sign-sheet'
        ? await signedFacts(deps, tx, current, completion)
        : { drafts: [], kept: [] };
    return {
      drafts: [draft, ...facts.drafts],
      entries: [entry, ...facts.kept],
      meets: metBy(draft, incidentId),
      also: async (inTx, after) => {
        await tellWider(deps, inTx, after, draft);
        if (draft.type === 'confirm-level' || draft.type === 'dismiss')
          await answerCalls(deps, inTx, incidentId, { userId: by.userId, at });
      },
    };
  });
}
