import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { canonicalJson } from '../../processes/canonical-json.ts';
import { type Actor, theCitizen } from '../../processes/complaint/case.ts';
import type { Origin } from '../../processes/intake/origin.ts';
import { houseZone } from '../../processes/language/dates.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { LinkedCase } from '../../processes/reopening/actions.ts';
import type { KeptAnswer } from '../../processes/settings/questions.ts';
import { codeOf, newSalt, saltedDigest, sha256 } from '../platform/digest.ts';
import type { CaseStore } from './cases.ts';
import type { ComplaintRow, ComplaintStore } from './complaints.ts';
import type { Store, Tx } from './connect.ts';
import type { EntryRow, EntryStore } from './entries.ts';
import type { NumberSource } from './numbers.ts';
import type { OutboxStore } from './outbox.ts';
import type { SignatureStore } from './signatures.ts';
import { isDuplicateKey } from './users.ts';

/** A complaint as it reaches the house, checked for shape but not yet accepted by a clerk. */
export interface Submission
  extends Pick<
    ComplaintRow,
    | 'subject'
    | 'text'
    | 'place'
    | 'area'
    | 'topic'
    | 'channel'
    | 'language'
    | 'contact'
    | 'anonymous'
    | 'confidential'
    | 'attachments'
    | 'reference'
    /** When it was posted elsewhere; null when it came straight to the house. */
    | 'postedAt'
    /** One per attempt of one sender: the second try gets the first receipt. */
    | 'idempotencyKey'
  > {
  /** When it was found and when it reached us, where that was before it was entered. */
  readonly collectedAt?: Date;
  readonly receivedAt?: Date;
  readonly origin?: Origin;
  /** What the questions of the complaint type were answered with: an entry of the case file, not of the complaint. */
  readonly answers?: readonly KeptAnswer[];
  /** The answered case whose matter is put again: a fact of the case, not of the complaint. */
  readonly reopens?: LinkedCase;
}

/** What the sender keeps: with number and secret the case can be followed without an account. */
export interface Receipt {
  readonly caseId: string;
  readonly number: string;
  readonly secret: string;
  /** True when an earlier try had been accepted already. */
  readonly repeated: boolean;
}

/** What taking a complaint works with. */
export interface FilingDeps {
  readonly store: Store;
  readonly cases: CaseStore;
  readonly complaints: ComplaintStore;
  readonly entries: Pick<EntryStore, 'put'>;
  readonly outbox: OutboxStore;
  readonly numbers: NumberSource;
  readonly signatures: Pick<SignatureStore, 'put'>;
  /** What belongs to the same fact, written in the same transaction. */
  readonly also?: (tx: Tx, caseId: string) => Promise<void>;
}

export interface IntakeDeps extends FilingDeps {
  readonly trackingSecret: string;
}

function bodyDigestOf({ idempotencyKey, attachments, ...body }: Submission): string {
  return sha256(canonicalJson({ ...body, attachments: attachments.map((file) => file.sha256) }));
}

/** What the salted digest of a complaint covers: everything retention may erase. */
export function erasableTextOf(
  row: Pick<ComplaintRow, 'subject' | 'text' | 'place' | 'contact' | 'origin'>,
): string {
  const { subject, text, place, contact, origin } = row;
  return canonicalJson({ subject, text, place, contact, origin });
}

/** The secret code of a complaint; derived, never stored. */
export function secretOf(caseId: string, trackingSecret: string): string {
  return codeOf(trackingSecret, caseId);
}

function rowOf(
  caseId: string,
  number: string,
  given: Submission,
  bodyDigest: string,
  now: Date,
): ComplaintRow {
  const { postedAt, answers, reopens, receivedAt = now, collectedAt = receivedAt, ...rest } = given;
  const salt = newSalt();
  return {
    _id: caseId,
    number,
    ...rest,
    bodyDigest,
    salt,
    digest: saltedDigest(salt, erasableTextOf(given)),
    postedAt: postedAt ?? collectedAt,
    collectedAt,
    receivedAt,
    source: null,
    erasedAt: null,
  };
}

/** A complaint that was taken, without the code that opens it. */
export type Filed = Omit<Receipt, 'secret'>;

/**
 * Takes a complaint: complaint, case, first action, signature and the message to the engine in one transaction.
 * The engine is not in this path.
 *
 * @param by who entered it: the citizen, staff for a caller, or the house
 * @throws Refusal `IDEMPOTENCY_KEY_REUSED` when the key came with another text before
 */
export async function fileComplaint(
  deps: FilingDeps,
  given: Submission,
  now: Date,
  by: Actor = theCitizen,
): Promise<Filed> {
  const { complaints } = deps;
  const bodyDigest = bodyDigestOf(given);
  const number = await deps.numbers(
    DateTime.fromJSDate(now, { zone: houseZone }).toFormat('yyyyLLdd'),
  );
  const row = rowOf(randomUUID(), number, given, bodyDigest, now);
  try {
    await keep(deps, row, given, { by, now });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const earlier = await complaints.findByKey(given.idempotencyKey);
    if (earlier === null) throw error;
    if (earlier.bodyDigest !== bodyDigest) throw new Refusal('IDEMPOTENCY_KEY_REUSED');
    return { caseId: earlier._id, number: earlier.number, repeated: true };
  }
  return { caseId: row._id, number, repeated: false };
}

/**
 * Takes a complaint and gives its sender the receipt.
 *
 * @throws Refusal `IDEMPOTENCY_KEY_REUSED` when the key came with another text before
 */
export async function acceptComplaint(
  { trackingSecret, ...deps }: IntakeDeps,
  given: Submission,
  now: Date,
  by: Actor = theCitizen,
): Promise<Receipt> {
  const filed = await fileComplaint(deps, given, now, by);
  return { ...filed, secret: secretOf(filed.caseId, trackingSecret) };
}

/** The step under which the answers stand in the case file. */
export const answersStep = 'answers';

function answersEntry(
  caseId: string,
  { answers }: Submission,
  by: Actor,
  at: Date,
): EntryRow | null {
  if (answers === undefined || answers.length === 0) return null;
  const salt = newSalt();
  const fields = { answers };
  return {
    ...{ _id: `${caseId}:${answersStep}`, caseId, step: answersStep, action: null, taskKey: null },
    ...{ by, at, fields, salt, digest: saltedDigest(salt, canonicalJson(fields)) },
  };
}

function keep(
  deps: FilingDeps,
  row: ComplaintRow,
  given: Submission,
  { by, now }: { readonly by: Actor; readonly now: Date },
): Promise<void> {
  const { _id: caseId, number, channel, topic, area, anonymous, confidential } = row;
  const times = { posted: row.postedAt, collected: row.collectedAt, received: row.receivedAt };
  const deadline = row.origin?.referral?.deadline ?? null;
  const referral = row.origin?.referral ? { referral: { deadline } } : {};
  const reopens = given.reopens === undefined ? {} : { reopens: given.reopens };
  const answers = answersEntry(caseId, given, by, now);
  return deps.store.transaction(async (tx) => {
    await deps.complaints.insert(tx, row);
    if (answers !== null) await deps.entries.put(tx, answers);
    await deps.cases.open(tx, caseId, {
      type: 'receive',
      at: now,
      by,
      data: {
        number,
        channel,
        topic,
        area,
        anonymous,
        confidential,
        ...times,
        ...referral,
        ...reopens,
      },
      digests: {
        complaint: row.digest,
        ...(answers === null ? {} : { [answers._id]: answers.digest }),
      },
    });
    await deps.signatures.put(tx, [row]);
    await deps.outbox.put(tx, now, caseId, [startMessage(caseId)]);
    await deps.also?.(tx, caseId);
  });
}

/** The outbox row that starts the diagram for a case; sent twice, started once. */
export function startMessage(caseId: string) {
  const variables = { caseId };
  return {
    key: `start:${caseId}`,
    told: {
      kind: 'message',
      name: 'complaint-received',
      correlationKey: caseId,
      messageId: caseId,
      variables,
    },
  } as const;
}
