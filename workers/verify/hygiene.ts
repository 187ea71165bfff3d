import { z } from 'zod';
import { type Check, openFinding } from './check.ts';
import { logLines } from './logs.ts';

const logged = z.looseObject({ level: z.number(), event: z.string().optional() });
const errorLevel = 50;
/** Errors that a fault outside the house explains; what they mean for cases is checked by the other invariants. */
const excused: readonly string[] = ['worker.silent', 'outbox.look-failed', 'job.unanswered'];

/** I11: nobody fell over: no unhandled rejection, no error outside the list. */
export const hygiene: Check = {
  id: 'I11',
  claim: 'no process fell over or logged an error',
  run: async ({ dataDir }) => {
    const finding = openFinding();
    for await (const { part, line } of logLines(dataDir, ['api', 'workers'])) {
      finding.saw();
      if (/unhandledRejection|UnhandledPromiseRejection|uncaughtException/.test(line)) {
        finding.violated(`${part}: ${line.slice(0, 200)}`);
      } else if (line.startsWith('{')) {
        const parsed = logged.safeParse(JSON.parse(line));
        const isError = parsed.success && parsed.data.level >= errorLevel;
        if (isError && !excused.includes(parsed.data.event ?? ''))
          finding.violated(`${part}: ${line.slice(0, 300)}`);
      }
    }
    return finding.close();
  },
};
