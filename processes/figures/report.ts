import type { FigureId } from './definitions.ts';
import type { CaseChange, FigureChange } from './difference.ts';
import type { CaseFacts, Period } from './facts.ts';
import type { Ranked } from './ranking.ts';
import type { Rhythm } from './rhythm.ts';
import type { Membership, Surveyed } from './survey.ts';

/** A name in both languages. */
export interface Name {
  readonly zh: string;
  readonly en: string;
}

/** The rates that units are ranked by, in a bulletin, the first one first. */
export const rankedBy = ['on-time-done', 'closed', 'public-reply'] as const satisfies FigureId[];

/** Everything a report says, frozen when it was drafted: it can be read, printed and recounted from this alone. */
export interface FigureSet extends Period, Surveyed {
  readonly id: string;
  readonly kind: Rhythm;
  readonly zone: string;
  readonly frozenAt: Date;
  /** Version of the definitions it was counted with. */
  readonly definitions: string;
  /** How many cases are behind it. */
  readonly cases: number;
  readonly ranking: Readonly<Record<(typeof rankedBy)[number], readonly Ranked[]>>;
  /** Cases that the supervision ladder named in the bulletin. */
  readonly named: readonly { readonly number: string; readonly unitId: string | null }[];
  readonly institution: Name;
  readonly units: readonly ({ readonly id: string } & Name)[];
  /** Chained digest of the cases behind it, in their order. */
  readonly listDigest: string;
  /** Digest of all of the above. */
  readonly digest: string;
}

/** A case behind a report, as it stood when the report was drafted. */
export interface FrozenCase extends Membership {
  readonly n: number;
  readonly facts: CaseFacts;
  readonly digest: string;
}

/** One edition of a report: a draft until somebody checked it, then published for good. */
export interface Report extends Period {
  readonly id: string;
  readonly kind: Rhythm;
  readonly edition: number;
  readonly state: 'draft' | 'published';
  readonly setId: string;
  readonly version: number;
  readonly createdAt: Date;
  /** Who asked for it; null when it came by its rhythm. */
  readonly createdBy: string | null;
  /** Why a correction was needed; null for a first edition. */
  readonly reason: string | null;
  /** What differs from the edition before; null for a first edition. */
  readonly difference: {
    readonly before: string;
    readonly figures: readonly FigureChange[];
    readonly cases: readonly CaseChange[];
  } | null;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
  /** Number of the document within its year; given when it is published. */
  readonly document: { readonly year: number; readonly n: number } | null;
}
