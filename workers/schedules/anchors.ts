import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const anchor = z.object({ caseId: z.string(), version: z.number().int(), headHash: z.string() });

/** A head as it stood when it was noted outside the database. */
export type Anchor = z.infer<typeof anchor>;

function fileIn(dataDir: string): string {
  return join(dataDir, 'anchors', 'heads.jsonl');
}

/** Appends heads to the file outside the database; on disk before it returns. */
export async function writeAnchors(dataDir: string, heads: readonly Anchor[]): Promise<void> {
  if (heads.length === 0) return;
  const file = fileIn(dataDir);
  await mkdir(join(dataDir, 'anchors'), { recursive: true, mode: 0o700 });
  await appendFile(file, heads.map((head) => `${JSON.stringify(head)}\n`).join(''), {
    mode: 0o600,
  });
  const handle = await open(file, 'r');
  await handle.sync();
  await handle.close();
}

/** The newest anchor of each case; a last line that was cut off by a crash is left out. */
export async function readAnchors(dataDir: string): Promise<Map<string, Anchor>> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => '');
  const newest = new Map<string, Anchor>();
  for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
    if (line === '') continue;
    const head = anchor.parse(JSON.parse(line));
    newest.set(head.caseId, head);
  }
  return newest;
}
