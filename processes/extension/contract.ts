import { z } from 'zod';
import { clockKinds } from '../clock/clock-kinds.ts';

const requestId = z.string().min(1);

/** What crosses the border of extension.bpmn by jobs. */
export const extensionJobs = {
  'extension:open-request': {
    input: z.object({ requestId }),
    output: z.object({
      claimed: z.boolean(),
      regimeId: z.string(),
      kind: z.enum(clockKinds),
      /** How often this clock was extended before. */
      granted: z.number().int(),
      /** All extensions with this one, in per cent of the rule's own amount. */
      percent: z.number().int(),
    }),
  },
  'extension:grant-extension': {
    input: z.object({ requestId }),
    /** False when the clock ran out or was met before the word came. */
    output: z.object({ extended: z.boolean() }),
  },
  'extension:decline-extension': {
    input: z.object({ requestId }),
    /** False when nobody decided: the rule does not allow so much. */
    output: z.object({ decided: z.boolean() }),
  },
} as const;

/** Correlated by the id of the request, which begins with that of its case. */
export const extensionMessages = {
  'extension-asked': z.object({ requestId }),
  /** The clock was met or ran out before anybody decided. */
  'extension-lapsed': z.object({}),
} as const;
