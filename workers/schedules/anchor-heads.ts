import type { Now } from '../platform/clock.ts';
import type { HeadStore } from '../store/heads.ts';
import { writeAnchors } from './anchors.ts';
import type { Period } from './run-period.ts';

export interface AnchorDeps {
  readonly heads: HeadStore;
  readonly dataDir: string;
  readonly now: Now;
}

/** Notes the head of every log that moved since the last run outside the database, so that a cut tail shows. */
export async function anchorHeads(
  { heads, dataDir }: AnchorDeps,
  { since, until }: Period,
): Promise<void> {
  for await (const batch of heads.movedBetween(since, until, 1000))
    await writeAnchors(dataDir, batch);
}
