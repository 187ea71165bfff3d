import { Refusal } from '../refusal.ts';
import type { DraftFile } from './draft.ts';
import { byName, type SetFile } from './file.ts';

/** A file that both the draft and the set in force changed, each in its own way. */
export interface RebaseConflict {
  readonly name: string;
  /** As the draft has it; null: removed. */
  readonly mine: string | null;
  /** As the set in force has it; null: removed. */
  readonly theirs: string | null;
}

interface Sides {
  /** The set the draft began from. */
  readonly base: readonly SetFile[];
  /** The set in force. */
  readonly inForce: readonly SetFile[];
  readonly changes: readonly Pick<DraftFile, 'name' | 'digest'>[];
}

const digests = (files: readonly SetFile[]) =>
  new Map<string, string>(files.map(({ name, digest }) => [name, digest]));

/** The files that a rebase cannot decide by itself. */
export function conflictsOf({ base, inForce, changes }: Sides): RebaseConflict[] {
  const [before, theirsByName] = [digests(base), digests(inForce)];
  const found = changes.flatMap(({ name, digest: mine }) => {
    const was = before.get(name) ?? null;
    const theirs = theirsByName.get(name) ?? null;
    const isBoth = mine !== was && theirs !== was && mine !== theirs;
    return isBoth ? [{ name, mine, theirs }] : [];
  });
  return byName(found);
}

export type Choices = Readonly<Record<string, 'mine' | 'theirs'>>;

/**
 * What a draft's files become over the set in force, file by file: a change of one side stands, a file changed on both
 * sides is decided by whoever rebases.
 *
 * @returns the new digest of every file the draft has touched
 * @throws Refusal `DRAFT_CONFLICTS` naming the files that are not decided
 */
export function rebased(sides: Sides, choices: Choices): Map<string, string | null> {
  const conflicts = conflictsOf(sides);
  const open = conflicts.filter(({ name }) => !Object.hasOwn(choices, name));
  if (open.length > 0)
    throw new Refusal('DRAFT_CONFLICTS', { files: open.map(({ name }) => name).join('、') });
  const before = digests(sides.base);
  const theirs = digests(sides.inForce);
  const disputed = new Set(conflicts.map(({ name }) => name));
  return new Map(
    sides.changes.map(({ name, digest: mine }) => {
      const isUntouched = mine === (before.get(name) ?? null);
      const takesTheirs = isUntouched || (disputed.has(name) && choices[name] === 'theirs');
      return [name, takesTheirs ? (theirs.get(name) ?? null) : mine];
    }),
  );
}
