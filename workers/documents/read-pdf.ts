import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

const limitMs = 30_000;
const mostPages = 500;

const answer = z.union([
  z.object({ problem: z.enum(['protected', 'broken', 'too-long']) }),
  z.object({
    pages: z.array(
      z.object({
        text: z.string(),
        /** What notes and form fields on the page say. */
        notes: z.array(z.string()),
        holdsFile: z.boolean(),
        hasText: z.boolean(),
        /** Some of what is seen stands for no character, so that nobody can tell what it says. */
        unreadable: z.boolean(),
      }),
    ),
    metadata: z.array(z.object({ field: z.string(), text: z.string() })),
    outline: z.array(z.string()),
    holdsFiles: z.boolean(),
    runs: z.boolean(),
    isForm: z.boolean(),
  }),
]);

/** What can be read in a PDF, page by page, or why it cannot. */
export type PdfReading = z.infer<typeof answer>;

/** Reads a PDF in a thread that ends when it takes too long or too much; such a file counts as broken. */
export async function readPdf(bytes: Uint8Array): Promise<PdfReading> {
  const thread = new Worker(new URL('./pdf-thread.mjs', import.meta.url), {
    workerData: { bytes, mostPages },
    execArgv: [],
    // The library talks about what it does not find; nothing of it belongs into our log.
    ...{ stdout: true, stderr: true },
    resourceLimits: { maxOldGenerationSizeMb: 384 },
  });
  try {
    const [given] = await once(thread, 'message', { signal: AbortSignal.timeout(limitMs) });
    return answer.parse(given);
  } catch {
    return { problem: 'broken' };
  } finally {
    await thread.terminate();
  }
}
