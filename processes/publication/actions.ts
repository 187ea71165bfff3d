import { z } from 'zod';

const aboutConsent = { consentId: z.string() } as const;
/** How another body answered the question whether something that concerns it may be published. */
export const consentOutcomes = ['agreed', 'objected'] as const;

/** What the actions of publication state; texts are entries, marks and files stand in the sheet by digest. */
export const publicationActions = {
  /** Another body is asked before publishing. */
  'ask-consent': z.object(aboutConsent),
  'note-consent': z.object({ ...aboutConsent, outcome: z.enum(consentOutcomes) }),
  /** The three questions, answered by one person. */
  check: z.object({
    containsSecret: z.boolean(),
    suitableNow: z.boolean(),
    accurate: z.boolean(),
    mayPublish: z.boolean(),
    /** Only where it may be published: the digest of what was decided on, and how many places are covered. */
    sheetDigest: z.string().optional(),
    covered: z.number().int().optional(),
  }),
  publish: z.object({
    mode: z.enum(['public', 'private']),
    textDigest: z.string(),
    /** Of what the public reads; only for a public answer. */
    shownDigest: z.string().optional(),
  }),
  /** A published answer is shown otherwise, with a note that says so. */
  'correct-publication': z.object({
    edition: z.number().int(),
    sheetDigest: z.string(),
    shownDigest: z.string(),
  }),
  /** A published answer is no longer shown; a note says so. */
  'withdraw-publication': z.object({}),
} as const;

/** A question to another body, and what became of it. */
export interface Consent {
  readonly id: string;
  readonly state: 'asked' | (typeof consentOutcomes)[number];
  readonly askedAt: Date;
  readonly endedAt: Date | null;
}

/** The answer of a case as it went out. */
export interface Published {
  readonly mode: 'public' | 'private';
  readonly at: Date;
  readonly textDigest: string;
  readonly shownDigest?: string;
  /** Counts corrections; absent while there was none. */
  readonly edition?: number;
  /** Since when the public no longer reads it; absent for most. */
  readonly withdrawnAt?: Date;
}
