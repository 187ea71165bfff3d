import type { ClockEffect, VerdictReview } from '../../processes/clock/calendar-effect.ts';
import type { ClockRecord } from '../../processes/clock/clock.ts';
import type { CalendarRun, ItemList, RunItem, RunTally } from '../store/calendar-runs.ts';

/** What is told of a clock beside what happens to it. */
export interface ItemPlace {
  readonly run: Pick<CalendarRun, 'id'>;
  readonly clock: Pick<ClockRecord, 'id' | 'caseId' | 'kind'>;
  readonly numbers: ReadonlyMap<string, string>;
}

function placeOf({ run, clock, numbers }: ItemPlace) {
  const { id: clockId, caseId, kind } = clock;
  const number = numbers.get(caseId) ?? '';
  return {
    _id: `${run.id}:${clockId}`,
    runId: run.id,
    clockId,
    caseId,
    number,
    kind,
    decision: null,
    refusal: null,
    demerits: 0,
  };
}

function listOf({ moves, mark }: ClockEffect): ItemList | null {
  switch (moves) {
    case 'undecided':
      return 'undecided';
    case 'earlier':
    case 'later':
      return 'moved';
    case 'warning':
    case 'not':
      return mark === 'same' ? null : 'firm';
  }
}

/** The line of a run about a running clock; null when its date and its mark stay as they are. */
export function itemOfEffect(effect: ClockEffect, place: ItemPlace): RunItem | null {
  const list = listOf(effect);
  if (list === null) return null;
  const { dueBefore, dueAfter, mark, changesVerdict } = effect;
  const told = { list, dueBefore, dueAfter, mark, changesVerdict };
  return { ...placeOf(place), ...told, verdictBefore: null, verdictAfter: null };
}

/** The line of a run about a clock that cannot be counted again: it stays as it is, and somebody has to look. */
export function itemOfRefusal(
  refusal: string,
  place: ItemPlace & { readonly clock: Pick<ClockRecord, 'dueAt'> },
): RunItem {
  const { dueAt } = place.clock;
  return {
    ...placeOf(place),
    ...{ list: 'refused', refusal, dueBefore: dueAt, dueAfter: dueAt, mark: 'same' },
    ...{ changesVerdict: false, verdictBefore: null, verdictAfter: null },
  };
}

/** The line of a run about a verdict that stays. */
export function itemOfReview(review: VerdictReview, place: ItemPlace, demerits: number): RunItem {
  return {
    ...placeOf(place),
    ...review,
    list: 'review',
    mark: 'same',
    changesVerdict: false,
    demerits,
  };
}

/** A tally with one more clock in it. */
export function tallied(tally: RunTally, { moves, mark, changesVerdict }: ClockEffect): RunTally {
  return {
    ...tally,
    earlier: tally.earlier + Number(moves === 'earlier'),
    later: tally.later + Number(moves === 'later'),
    warnings: tally.warnings + Number(moves === 'warning'),
    undecided: tally.undecided + Number(moves === 'undecided'),
    firm: tally.firm + Number(mark === 'firm'),
    provisional: tally.provisional + Number(mark === 'provisional'),
    verdicts: tally.verdicts + Number(changesVerdict),
  };
}
