import { z } from 'zod';

/** How somebody looked back. */
export const lookBackMeans = ['phone', 'visit'] as const;
/** What they found: settled, not settled, or nobody was reached. */
export const lookBackResults = ['settled', 'not-settled', 'not-reached'] as const;
export type LookBackResult = (typeof lookBackResults)[number];

const about = { lookBackId: z.string() } as const;

/** What looking back at a closed case states on its log; what was said is an entry. */
export const lookBackActions = {
  /** Drawn by filter or sample. */
  'draw-look-back': z.object({ ...about, drawId: z.string() }),
  'open-look-back': z.object({ ...about, instanceKey: z.string() }),
  'look-back': z.object({
    ...about,
    how: z.enum(lookBackMeans),
    result: z.enum(lookBackResults),
  }),
  /** What was found was done about: a matter that is not settled is handled anew. */
  'close-look-back': z.object(about),
} as const;

/** A closed case that somebody looks back at. */
export interface LookBack {
  readonly id: string;
  readonly drawId: string;
  readonly drawnAt: Date;
  /** The instance that holds it; null before its diagram has it. */
  readonly instanceKey: string | null;
  /** Null until somebody has looked. */
  readonly result: LookBackResult | null;
  readonly how: (typeof lookBackMeans)[number] | null;
  readonly doneAt: Date | null;
  readonly closedAt: Date | null;
}
