import type { ComparedFile, DraftFile, ModelDraft } from '../../processes/models/draft.ts';
import { knownKindOf } from '../../processes/models/file.ts';
import type { FileVersion } from '../../workers/store/model-drafts.ts';
import type { ModelSet } from '../../workers/store/model-sets.ts';
import type { DraftFileView, DraftItem, FileVersionView, PublicationView } from './schema.ts';

export type Names = ReadonlyMap<string, string>;

/** Somebody of the house by id and name; one who is gone goes by the id. */
export function personOf(id: string, names: Names): { id: string; name: string } {
  return { id, name: names.get(id) ?? id };
}

/** A file of a draft as lists show it. */
export function presentFile(
  { name, change }: Pick<ComparedFile, 'name' | 'change'>,
  touched: DraftFile | undefined,
  names: Names,
): DraftFileView {
  return {
    ...{ name, change, kind: knownKindOf(name), revision: touched?.revision ?? 0 },
    savedBy: touched === undefined ? null : personOf(touched.savedBy, names),
    savedAt: touched?.savedAt.toISOString() ?? null,
  };
}

export interface ItemFacts {
  readonly base: ModelSet | null;
  readonly inForce: ModelSet | null;
  readonly compared: readonly ComparedFile[];
  readonly names: Names;
}

/** A draft as lists show it. */
export function presentItem(draft: ModelDraft, facts: ItemFacts): DraftItem {
  const { id, name, description, state, createdAt, updatedAt } = draft;
  const { base, inForce, compared, names } = facts;
  const isClosed = state === 'published' || state === 'discarded';
  return {
    ...{ id, name, description, state },
    base: base === null ? null : { tag: base.tag, number: base.number, name: base.name },
    isBehind: !isClosed && draft.base !== (inForce?.tag ?? null),
    changes: compared.filter(({ change }) => change !== 'same').length,
    createdBy: personOf(draft.createdBy, names),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

/** How far a set has come into force. */
export function presentPublication(set: ModelSet, waitsBehind: number): PublicationView {
  const { tag, number, state, partitionCount, partitions, waitsFor, error } = set;
  return {
    ...{ tag, number, state, partitionCount, waitsFor, waitsBehind },
    partitions: partitions.map(({ partition, seenAt }) => ({
      partition,
      seenAt: seenAt.toISOString(),
    })),
    error: error === null ? null : { code: error.code, messages: [...error.messages] },
  };
}

/** A text that was saved, or was to be. */
export function presentVersion(version: FileVersion, names: Names): FileVersionView {
  const { _id, name, revision, by, at, refused, digest } = version;
  return {
    ...{ id: _id, name, revision, refused, isRemoval: digest === null },
    by: personOf(by, names),
    at: at.toISOString(),
  };
}
