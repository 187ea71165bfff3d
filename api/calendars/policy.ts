import { calendarProblems } from '../../processes/clock/calendar-check.ts';
import type { DraftContent } from '../../workers/store/calendar-drafts.ts';
import { FieldsRefused } from '../field-issues.ts';
import type { ContentBody } from './schema.ts';

function inOrder<T extends { readonly date: string }>(days: readonly T[]): T[] {
  return days.toSorted((a, b) => a.date.localeCompare(b.date));
}

/**
 * What was sent of a draft, with its days in order; all of it holds or none of it is taken.
 *
 * @throws FieldsRefused naming every day that does not hold, with its place in what was sent
 */
export function draftContentOf(body: ContentBody, zone: string): DraftContent {
  const { name, officeHours, years } = body;
  const hours = officeHours === null ? {} : { officeHours };
  const problems = calendarProblems({ years, ...hours });
  if (problems.length > 0) {
    throw new FieldsRefused(
      problems.map(({ code, year, list, index, date }) => ({
        pointer: year === undefined ? '/years' : `/years/${year}/${list}/${index}/date`,
        code,
        params: { date: date ?? '' },
      })),
    );
  }
  const sorted = Object.entries(years)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([year, { holidays, makeups }]) => [
      year,
      { holidays: inOrder(holidays), makeups: inOrder(makeups) },
    ]);
  return { name, zone, ...hours, years: Object.fromEntries(sorted) };
}
