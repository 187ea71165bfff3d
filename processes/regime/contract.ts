import { z } from 'zod';
import { regime, regimeFacts } from '../complaint/regime.ts';

const regimeAskId = z.string().min(1);

/** What crosses the border of regime.bpmn by jobs. */
export const regimeJobs = {
  'regime:open-ask': {
    input: z.object({ regimeAskId }),
    /** What the rule reads, as it is known now; not claimed when another instance asks, or it is answered. */
    output: regimeFacts.extend({ claimed: z.boolean() }),
  },
  'regime:apply-regime': {
    input: z.object({ regimeAskId, regime }),
    /** False when the rule answered as before. */
    output: z.object({ changed: z.boolean() }),
  },
} as const;

/** Correlated by the id of the asking, which begins with that of its case. */
export const regimeMessages = { 'regime-asked': z.object({ regimeAskId }) } as const;
