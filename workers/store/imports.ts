import { randomUUID } from 'node:crypto';
import { startClock } from '../../processes/clock/clock.ts';
import { type ActionDraft, type Case, theHouse } from '../../processes/complaint/case.ts';
import { appendActions } from '../../processes/complaint/chain.ts';
import type { Profile } from '../../processes/import/profile.ts';
import type { ImportedRequest } from '../../processes/import/read-row.ts';
import { newSalt, saltedDigest, sha256 } from '../platform/digest.ts';
import type { ActionRow, CaseRow } from './cases.ts';
import type { ClockRow } from './clocks.ts';
import type { ComplaintRow } from './complaints.ts';
import type { Store } from './connect.ts';
import { erasableTextOf, startMessage } from './intake.ts';
import type { Stores } from './stores.ts';

/** What one batch of historical requests brought about. */
export interface ImportedBatch {
  readonly added: number;
  /** Already there from an earlier run. */
  readonly known: number;
}

interface Rows {
  readonly complaint: ComplaintRow;
  readonly case: CaseRow;
  readonly action: ActionRow;
  readonly clock: ClockRow | null;
}

function complaintOf(
  caseId: string,
  request: ImportedRequest,
  profile: Profile,
  now: Date,
): ComplaintRow {
  const { sourceId, number, subject, text, area, topic, receivedAt } = request;
  const salt = newSalt();
  const erasable = { subject, text, place: null, contact: null };
  return {
    _id: caseId,
    number,
    idempotencyKey: `import:${profile.id}:${sourceId}`,
    bodyDigest: sha256(`${subject}\n${text}`),
    ...erasable,
    area,
    topic,
    channel: 'import',
    language: profile.language,
    anonymous: true,
    confidential: false,
    attachments: [],
    salt,
    digest: saltedDigest(salt, erasableTextOf(erasable)),
    postedAt: receivedAt,
    collectedAt: now,
    receivedAt,
    source: { profile: profile.id, id: sourceId },
    erasedAt: null,
  };
}

function importAction(
  complaint: ComplaintRow,
  request: ImportedRequest,
  profile: Profile,
  now: Date,
): ActionDraft {
  const { number, topic, area, receivedAt, dueAt, closedAt, verdict, sourceId } = request;
  const filing = {
    number,
    channel: 'import',
    topic,
    area,
    anonymous: true,
    confidential: false,
  } as const;
  return {
    type: 'import',
    at: now,
    by: theHouse,
    data: {
      ...filing,
      posted: receivedAt,
      collected: now,
      received: receivedAt,
      profile: profile.id,
      sourceId,
      open: closedAt === null,
      dueAt,
      closedAt,
      verdict,
    },
    digests: { complaint: complaint.digest },
  };
}

/** The clock as the source kept it: due date frozen, verdict by its dates, never rung. */
function frozenClock(caseId: string, request: ImportedRequest, profile: Profile): ClockRow | null {
  const { receivedAt, dueAt, closedAt, verdict } = request;
  if (dueAt === null) return null;
  const calendar = { id: profile.id, version: 1, zone: profile.zone, years: {} };
  const facts = {
    id: `${caseId}:source`,
    caseId,
    kind: 'done',
    regimeId: profile.id,
    startEvent: 'received',
  } as const;
  const { id: _id, ...clock } = startClock(
    { ...facts, startAt: receivedAt, amount: 1, unit: 'd', warn: null },
    calendar,
  );
  const judged = {
    metAt: closedAt,
    metBy: closedAt === null ? null : 'import',
    verdict,
    verdictAt: closedAt,
  };
  return { _id, ...clock, dueAt, warnAt: null, provisional: false, status: 'frozen', ...judged };
}

function rowsOf(request: ImportedRequest, profile: Profile, now: Date): Rows {
  const caseId = randomUUID();
  const complaint = complaintOf(caseId, request, profile, now);
  const { actions, next } = appendActions(
    caseId,
    null,
    [importAction(complaint, request, profile, now)],
    sha256,
  );
  const [action] = actions;
  if (next === null || action === undefined) throw new Error('an import opens a case');
  const { id: _id, ...rest }: Case = next;
  return {
    complaint,
    case: { _id, ...rest },
    action: { _id: `${caseId}:0`, ...action },
    clock: frozenClock(caseId, request, profile),
  };
}

export interface ImportStore {
  /** Keeps a batch of historical requests; those that are there already are left alone. */
  readonly addOnce: (
    requests: readonly ImportedRequest[],
    profile: Profile,
    now: Date,
  ) => Promise<ImportedBatch>;
  /** Puts up to `count` open imported cases of a profile through the diagram from now; how many were started. */
  readonly start: (profileId: string, count: number, now: Date) => Promise<number>;
}

/** Historical requests of other systems. */
export function createImportStore(
  store: Store,
  { cases, outbox, signatures }: Pick<Stores, 'cases' | 'outbox' | 'signatures'>,
): ImportStore {
  const complaints = store.rows<ComplaintRow>('complaints');
  const caseRows = store.rows<CaseRow>('cases');
  const actions = store.rows<ActionRow>('actions');
  const clocks = store.rows<ClockRow>('clocks');

  return {
    addOnce: async (requests, profile, now) => {
      const these = {
        'source.profile': profile.id,
        'source.id': { $in: requests.map(({ sourceId }) => sourceId) },
      };
      const batch = await store.transaction(async ({ session }) => {
        const there = await complaints
          .find(these, { session, projection: { source: 1 } })
          .toArray();
        const known = new Set(there.map(({ source }) => source?.id));
        const rows = requests
          .filter(({ sourceId }) => !known.has(sourceId))
          .map((request) => rowsOf(request, profile, now));
        if (rows.length === 0) return { added: 0, known: known.size };
        await complaints.insertMany(
          rows.map(({ complaint }) => complaint),
          { session },
        );
        await caseRows.insertMany(
          rows.map((row) => row.case),
          { session },
        );
        await actions.insertMany(
          rows.map(({ action }) => action),
          { session },
        );
        const timed = rows.flatMap(({ clock }) => clock ?? []);
        if (timed.length > 0) await clocks.insertMany(timed, { session });
        return { added: rows.length, known: known.size };
      });
      // Apart: forty keys a case are more than the database likes to hold back for one transaction. What a crash left
      // out, the same file read again makes.
      const kept = await complaints.find(these).project<{ _id: string }>({ _id: 1 }).toArray();
      await signatures.ensure(kept.map(({ _id }) => _id));
      return batch;
    },
    start: async (profileId, count, now) => {
      const open = await caseRows
        .find({ status: 'imported-open', 'source.profile': profileId })
        .sort({ receivedAt: 1, _id: 1 })
        .limit(count)
        .project<{ _id: string }>({ _id: 1 })
        .toArray();
      for (const { _id: caseId } of open) {
        await cases.act(
          caseId,
          () => [{ type: 'start', at: now, by: theHouse, data: {} }],
          (tx) => outbox.put(tx, now, caseId, [startMessage(caseId)]),
        );
      }
      return open.length;
    },
  };
}
