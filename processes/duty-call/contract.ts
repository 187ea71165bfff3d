import { z } from 'zod';
import { callees, dutyRoles } from '../rota/words.ts';

const callId = z.string().min(1);
const attempt = z.number().int().min(1).max(100);

/** What the rule says of one turn of a call. */
export const callTurn = z.object({
  whom: z.enum([...callees, 'stop']),
  minutes: z.number().int().min(1).max(1440),
});
export type CallTurn = z.infer<typeof callTurn>;

/** What crosses the border of duty-call.bpmn by jobs. */
export const dutyCallJobs = {
  'duty-call:call': {
    input: z.object({ callId, attempt, turn: callTurn }),
    output: z.object({
      state: z.enum(['calling', 'answered', 'silent', 'duplicate']),
      /** Of the next turn. */
      attempt,
      /** Until when an answer is waited for; null when none is any more. */
      until: z.iso.datetime().nullable(),
    }),
  },
} as const;

/** Each message is correlated by the id of the call, which begins with that of what it is about. */
export const dutyCallMessages = {
  'duty-call-began': z.object({ callId, attempt, role: z.enum(dutyRoles) }),
  'duty-call-answered': z.object({}),
} as const;
