import { Refusal } from '../refusal.ts';
import { byName, knownKindOf, type SetFile } from './file.ts';

export const draftStates = [
  'draft',
  'in-review',
  'changes-requested',
  'approved',
  'published',
  'discarded',
] as const;
export type DraftState = (typeof draftStates)[number];

/** A file that a draft adds, changes or, with a digest of null, removes. */
export interface DraftFile {
  readonly name: string;
  readonly digest: string | null;
  /** Counts every change of this file in this draft; 0 is the file as the base has it. */
  readonly revision: number;
  readonly savedAt: Date;
  readonly savedBy: string;
}

export interface DraftComment {
  readonly at: Date;
  readonly by: string;
  readonly text: string;
  /** The file it is about; null: the whole draft. */
  readonly file: string | null;
}

export interface DraftReview {
  readonly at: Date;
  readonly by: string;
  readonly verdict: 'approved' | 'changes-requested';
  readonly text: string;
  /** Digest of all files as they were read. */
  readonly filesDigest: string;
}

/** Somebody who has a file open. */
export interface DraftEditor {
  readonly userId: string;
  readonly file: string;
  readonly seenAt: Date;
}

/** A named proposal: a set of the house with some of its files changed. */
export interface ModelDraft {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Version of the set it began from; null: it begins with nothing. */
  readonly base: string | null;
  readonly files: readonly DraftFile[];
  readonly state: DraftState;
  /** Counts every change of the draft, comments and presence apart. */
  readonly revision: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly comments: readonly DraftComment[];
  readonly reviews: readonly DraftReview[];
  readonly editors: readonly DraftEditor[];
  /** Everybody who saved a file in it. */
  readonly hands: readonly string[];
  /** Version of the set that is being put in force from it. */
  readonly publishing: string | null;
}

/** The files of a draft: those of its base with its changes applied, by name. */
export function filesOfDraft(
  base: readonly SetFile[],
  changes: readonly Pick<DraftFile, 'name' | 'digest'>[],
): SetFile[] {
  const files = new Map(base.map(({ name, digest }) => [name, digest]));
  for (const { name, digest } of changes) {
    if (digest === null) files.delete(name);
    else files.set(name, digest);
  }
  return byName([...files].map(([name, digest]) => ({ name, digest })));
}

export type FileChange = 'same' | 'changed' | 'added' | 'removed';

/** A file of a draft and how it differs from its base. */
export interface ComparedFile {
  readonly name: string;
  readonly change: FileChange;
  /** Null when the draft removes it. */
  readonly digest: string | null;
  readonly baseDigest: string | null;
}

function changeOf(digest: string | null, baseDigest: string | null): FileChange {
  if (digest === baseDigest) return 'same';
  if (digest === null) return 'removed';
  return baseDigest === null ? 'added' : 'changed';
}

/** Every file of base and draft with what the draft does to it; one added and removed again is left out. */
export function compareWithBase(
  base: readonly SetFile[],
  changes: readonly Pick<DraftFile, 'name' | 'digest'>[],
): ComparedFile[] {
  const before = new Map(base.map(({ name, digest }) => [name, digest]));
  const after = new Map(filesOfDraft(base, changes).map(({ name, digest }) => [name, digest]));
  const names = [...new Set([...before.keys(), ...after.keys()])].map((name) => ({ name }));
  return byName(names).map(({ name }) => {
    const [digest, baseDigest] = [after.get(name) ?? null, before.get(name) ?? null];
    return { name, digest, baseDigest, change: changeOf(digest, baseDigest) };
  });
}

/**
 * Whether a file of the draft may be written now.
 *
 * @throws Refusal `DRAFT_CLOSED`, `DRAFT_PUBLISHING`, `DRAFT_IN_REVIEW`
 */
export function mustBeWritable({ state, publishing }: ModelDraft): void {
  if (state === 'published' || state === 'discarded') throw new Refusal('DRAFT_CLOSED');
  if (publishing !== null) throw new Refusal('DRAFT_PUBLISHING');
  if (state === 'in-review') throw new Refusal('DRAFT_IN_REVIEW');
}

/** Who acts on a draft: what they may change depends on what is changed. */
export interface Hand {
  readonly userId: string;
  /** A process owner changes everything; a rule administrator decisions, forms and scenarios. */
  readonly ownsProcesses: boolean;
}

/**
 * Diagrams are changed by process owners only.
 *
 * @throws Refusal `DIAGRAM_OWNERS_ONLY`; `MODEL_FILE_NAME`
 */
export function mustOwn(hand: Hand, names: readonly string[]): void {
  for (const name of names)
    if (knownKindOf(name) === 'bpmn' && !hand.ownsProcesses)
      throw new Refusal('DIAGRAM_OWNERS_ONLY', { name });
}
