import { compareWithBase } from '../../processes/models/draft.ts';
import { knownKindOf } from '../../processes/models/file.ts';
import type { ModelSet } from '../../workers/store/model-sets.ts';
import { type Names, personOf, presentPublication } from '../model-drafts/presenter.ts';
import type { SetItem, SetView } from './schema.ts';

/** A set as lists show it. */
export function presentSet(set: ModelSet, names: Names): SetItem {
  const { tag, number, name, description, state, draftId, base, waitsFor } = set;
  const { partitionCount, partitions, error } = presentPublication(set, 0);
  return {
    ...{ tag, number, name, description, state, draftId, base, waitsFor },
    ...{ partitionCount, partitions, error },
    publishedBy: set.publishedBy === null ? null : personOf(set.publishedBy, names),
    reviewedBy: set.reviewedBy === null ? null : personOf(set.reviewedBy, names),
    at: set.at.toISOString(),
    inForceAt: set.inForceAt?.toISOString() ?? null,
    supersededAt: set.supersededAt?.toISOString() ?? null,
  };
}

/** A set with its files, each with what it changed against the set before. */
export function presentWhole(set: ModelSet, base: ModelSet | null, names: Names): SetView {
  const compared = compareWithBase(base?.files ?? [], set.files);
  const before = new Set(set.files.map(({ name }) => name));
  const gone = (base?.files ?? []).filter(({ name }) => !before.has(name));
  return {
    ...presentSet(set, names),
    files: [
      ...compared
        .filter(({ name }) => before.has(name))
        .map(({ name, change }) => ({
          ...{ name, kind: knownKindOf(name), change: base === null ? ('same' as const) : change },
        })),
      ...gone.map(({ name }) => ({ name, kind: knownKindOf(name), change: 'removed' as const })),
    ],
    parts: set.parts.map(({ kind, id, version, file }) => ({ kind, id, version, file })),
  };
}
