import type { Case } from '../../processes/complaint/case.ts';
import type { EntryRow } from '../../workers/store/entries.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';
import { textIn } from '../../workers/store/tracked-questions.ts';
import type { Names } from './presenter.ts';
import type { CaseFile } from './schema.ts';

/** What leaders wrote on a case, and what was reported on it. */
export function presentInstructions(
  { instructions = [] }: Case,
  { entries, tasks }: { readonly entries: readonly EntryRow[]; readonly tasks: readonly TaskRow[] },
  names: Names,
): CaseFile['instructions'] {
  const reportOn = (instanceKey: string | null) => {
    const keys = tasks.filter((task) => task.instanceKey === instanceKey).map(({ _id }) => _id);
    return entries.find(({ taskKey }) => taskKey !== null && keys.includes(taskKey));
  };
  return instructions.map(({ id, at, by, unitId, instanceKey, reportedAt }) => {
    const feedback = textIn(reportOn(instanceKey)?.fields, 'feedback');
    return {
      ...{ id, at: at.toISOString(), reportedAt: reportedAt?.toISOString() ?? null },
      byName: names.people.get(by ?? '') ?? null,
      unitName: names.units.get(unitId ?? '') ?? null,
      text: textIn(entries.find(({ _id }) => _id === id)?.fields, 'instruction'),
      feedback: feedback === '' ? null : feedback,
    };
  });
}
