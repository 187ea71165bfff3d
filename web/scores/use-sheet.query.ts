import type { SheetView } from '../../api/scores/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';

export interface SheetWanted {
  readonly unit: string;
  readonly year: string;
}

/** The assessment sheet of a unit for a year; without a unit nothing is read. */
export function useSheet(wanted: () => SheetWanted) {
  return useQuery<SheetView>(() => {
    const { unit, year } = wanted();
    return unit === '' || !/^\d{4}$/.test(year) ? null : pathWith('/scores/sheet', { unit, year });
  });
}
