import { mongo } from 'mongoose';
import type { SignedCase } from '../../processes/similarity/clusters.ts';
import { type Compared, type Likeness, likenessOf } from '../../processes/similarity/likeness.ts';
import { similaritySettings } from '../../processes/similarity/settings.ts';
import {
  type Signature,
  signatureOf,
  signatureVersion,
} from '../../processes/similarity/signature.ts';
import type { ComplaintRow } from './complaints.ts';
import type { Store, Tx } from './connect.ts';

/** What the finder keeps of a complaint: hashes only. Removed with the text they were made of. */
export interface SignatureRow {
  /** Case id. */
  readonly _id: string;
  readonly v: number;
  /** 32 bits with a sign: half the size of what a number would take. */
  readonly keys: readonly number[];
  /** Lengths of grams, places and spots, the area or 0, then the three lists: 4 bytes each. */
  readonly packed: mongo.Binary;
  readonly topic: string;
  readonly at: Date;
}

/** A case that is alike, and how. */
export interface SimilarCase {
  readonly caseId: string;
  readonly likeness: Likeness;
}

export interface SignatureStore {
  /** Keeps the signatures of complaints with the complaints themselves. */
  readonly put: (tx: Tx, complaints: readonly ComplaintRow[]) => Promise<void>;
  /** Makes what is missing of these cases' signatures, each apart from what else is written. */
  readonly ensure: (caseIds: readonly string[]) => Promise<void>;
  /** The cases alike to a matter, the most alike first; `except` is the case that asks. */
  readonly similarTo: (
    signature: Signature,
    asked: { readonly except: string | null; readonly limit: number },
  ) => Promise<SimilarCase[]>;
  /** The signatures of these cases; those that have none are left out. */
  readonly ofCases: (caseIds: readonly string[]) => Promise<SignedCase[]>;
  /** Makes the signatures that are missing or of an older kind; calls `onProgress` with how many so far. */
  readonly rebuild: (onProgress: (made: number) => void) => Promise<number>;
}

/** What a signature is made of. */
export function signatureOfComplaint(
  row: Pick<
    ComplaintRow,
    'subject' | 'text' | 'place' | 'area' | 'topic' | 'postedAt' | 'receivedAt'
  >,
): Signature {
  return signatureOf({ ...row, at: row.postedAt ?? row.receivedAt });
}

function pack({ grams, places, spots, area }: Signature): mongo.Binary {
  const numbers = Uint32Array.from([
    ...[grams.length, places.length, spots.length, area ?? 0],
    ...[...grams, ...places, ...spots],
  ]);
  return new mongo.Binary(new Uint8Array(numbers.buffer));
}

const headLength = 4;

/** Dozens for every look-up: the lists stay where they lie. */
function unpack({ packed, topic, at }: Omit<SignatureRow, 'keys'>): Compared {
  // Copied in one piece: numbers of four bytes cannot be read wherever the row happens to lie.
  const numbers = new Uint32Array(new Uint8Array(packed.value()).buffer);
  const [grams = 0, places = 0, spots = 0, area = 0] = numbers.subarray(0, headLength);
  const [placesAt, spotsAt] = [headLength + grams, headLength + grams + places];
  return {
    grams: numbers.subarray(headLength, placesAt),
    places: numbers.subarray(placesAt, spotsAt),
    spots: numbers.subarray(spotsAt, spotsAt + spots),
    area: area === 0 ? null : area,
    topic,
    at,
  };
}

const signed = (keys: readonly number[]) => keys.map((key) => key | 0);

function rowOf(complaint: ComplaintRow): SignatureRow {
  const signature = signatureOfComplaint(complaint);
  const { placeKeys, wordKeys, topic, at } = signature;
  return {
    ...{ _id: complaint._id, v: signatureVersion, topic, at },
    keys: signed([...placeKeys, ...wordKeys]),
    packed: pack(signature),
  };
}

const rebuildAtOnce = 500;

/** The signatures by which alike complaints are found. */
export function createSignatureStore(store: Store): SignatureStore {
  const rows = store.rows<SignatureRow>('signatures');
  const complaints = store.rows<ComplaintRow>('complaints');

  /** Which of these cases have no signature of today's kind. */
  async function missingOf(ids: readonly string[]): Promise<string[]> {
    const there = await rows
      .find({ _id: { $in: [...ids] }, v: signatureVersion })
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    const made = new Set(there.map(({ _id }) => _id));
    return ids.filter((id) => !made.has(id));
  }

  async function make(missing: readonly ComplaintRow[]): Promise<void> {
    if (missing.length === 0) return;
    await rows.bulkWrite(
      missing.map((complaint) => {
        const row = rowOf(complaint);
        return { replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } };
      }),
    );
  }

  async function remake(batch: readonly ComplaintRow[]): Promise<number> {
    const missing = new Set(await missingOf(batch.map(({ _id }) => _id)));
    await make(batch.filter(({ _id }) => missing.has(_id)));
    return missing.size;
  }

  async function newestWith(keys: readonly number[], limit: number) {
    if (keys.length === 0) return [];
    return rows
      .find({ keys: { $in: signed(keys) } })
      .project<Omit<SignatureRow, 'keys'>>({ keys: 0 })
      .sort({ at: -1 })
      .limit(limit)
      .toArray();
  }

  return {
    put: async (tx, kept) => {
      await rows.insertMany(kept.map(rowOf), { session: tx.session });
    },
    ensure: async (caseIds) => {
      const missing = await missingOf(caseIds);
      if (missing.length === 0) return;
      await make(await complaints.find({ _id: { $in: missing }, erasedAt: null }).toArray());
    },
    similarTo: async (signature, { except, limit }) => {
      const { mostCandidates, mostElsewhere } = similaritySettings;
      const [near, worded] = await Promise.all([
        newestWith(signature.placeKeys, mostCandidates),
        newestWith(signature.wordKeys, mostElsewhere),
      ]);
      const found = [...new Map([...near, ...worded].map((row) => [row._id, row])).values()];
      return found
        .filter(({ _id }) => _id !== except)
        .map((row) => ({ caseId: row._id, likeness: likenessOf(signature, unpack(row)) }))
        .filter(({ likeness }) => likeness.score >= similaritySettings.suggestFrom)
        .sort(
          (a, b) =>
            b.likeness.score - a.likeness.score || a.likeness.daysApart - b.likeness.daysApart,
        )
        .slice(0, limit);
    },
    ofCases: async (caseIds) => {
      const found = await rows.find({ _id: { $in: [...caseIds] } }).toArray();
      return found.map((row) => ({ caseId: row._id, keys: row.keys, ...unpack(row) }));
    },
    rebuild: async (onProgress) => {
      let total = 0;
      let batch: ComplaintRow[] = [];
      for await (const complaint of complaints.find({ erasedAt: null }).sort({ _id: 1 })) {
        batch.push(complaint);
        if (batch.length < rebuildAtOnce) continue;
        total += await remake(batch);
        batch = [];
        onProgress(total);
      }
      return total + (await remake(batch));
    },
  };
}
