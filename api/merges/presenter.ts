import type { Likeness } from '../../processes/similarity/likeness.ts';
import type { CaseRow } from '../../workers/store/cases.ts';
import type { MergeRow } from '../../workers/store/merges.ts';
import type { UnitRow } from '../../workers/store/units.ts';
import { unitNameOf } from '../complaints/presenter.ts';
import type { Lang } from '../language.ts';
import type { BriefCase, MergeView, SimilarView } from './schema.ts';

/** What lists of cases are shown with. */
export interface Shown {
  readonly subjects: ReadonlyMap<string, string>;
  readonly units: readonly UnitRow[];
  readonly lang: Lang;
}

/** A case as one line, without who sent it. */
export function presentBrief(row: CaseRow, { subjects, units, lang }: Shown): BriefCase {
  const { _id: id, number, status, merged } = row;
  const unit = units.find(({ _id }) => _id === row.unitId) ?? null;
  return {
    ...{ id, number, status },
    subject: subjects.get(id) ?? '',
    unitName: unitNameOf(unit, lang),
    receivedAt: row.receivedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    mergedInto: merged?.leadNumber ?? null,
  };
}

function placeWord(place: number | null): SimilarView['why']['place'] {
  if (place === null) return 'unknown';
  if (place === 0) return 'elsewhere';
  return place === 1 ? 'same' : 'partly';
}

/** A case that may be about the same matter, with why. */
export function presentSimilar(row: CaseRow, likeness: Likeness, shown: Shown): SimilarView {
  const { score, text, place, sameTopic, daysApart } = likeness;
  return {
    ...presentBrief(row, shown),
    score,
    why: { text, place: placeWord(place), sameTopic, daysApart },
  };
}

/** A merge as the case file tells it. */
export function presentMerge(row: MergeRow, people: ReadonlyMap<string, string>): MergeView {
  const { _id: id, kind, leadId, leadNumber, followerId, followerNumber, by, at } = row;
  return {
    ...{ id, kind, leadId, leadNumber, followerId, followerNumber, state: row.state },
    byName: people.get(by.userId ?? '') ?? null,
    at: at.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
