import { z } from 'zod';

/** Why cases are handled as one: the same matter, or many who ask for the same. */
export const mergeKinds = ['duplicate', 'campaign'] as const;
export type MergeKind = (typeof mergeKinds)[number];

const merge = { mergeId: z.string() } as const;
const lead = { leadId: z.string(), leadNumber: z.string() } as const;
const follower = { followerId: z.string(), followerNumber: z.string() } as const;

/** What the actions of a merge state, on the case that joins and on the one that is joined. */
export const mergeActions = {
  /** The case joins another one and gets its answer. */
  merge: z.object({ ...merge, ...lead, kind: z.enum(mergeKinds) }),
  /** It is handled by itself again, as far as it had come. */
  unmerge: z.object({ ...merge, ...lead }),
  'take-in': z.object({ ...merge, ...follower }),
  'let-go': z.object({ ...merge, ...follower }),
  /** The answer of the lead, under the number of the case that joined it. */
  'answer-merged': z.object({
    ...merge,
    ...lead,
    unitId: z.string().nullable(),
    mode: z.enum(['public', 'private']),
    textDigest: z.string(),
  }),
} as const;

/** The case that a case has joined. */
export interface Merged {
  readonly mergeId: string;
  readonly leadId: string;
  readonly leadNumber: string;
  readonly at: Date;
}

/** A case that has joined this one. */
export interface Follower {
  readonly mergeId: string;
  readonly caseId: string;
}
