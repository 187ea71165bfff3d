import type { ClockRecord } from '../../processes/clock/clock.ts';
import type { IncidentClockKind } from '../../processes/incident/words.ts';
import { type ClockRowOf, type ClockRows, createClockRows } from './clock-rows.ts';
import type { Store } from './connect.ts';

export type IncidentClockRecord = ClockRecord<IncidentClockKind>;
export type IncidentClockRow = ClockRowOf<IncidentClockKind>;

/**
 * The clocks of incidents, beside those of complaints: they are counted in hours, so that no calendar moves them, and
 * no figure of complaints counts them.
 */
export function createIncidentClockStore(store: Store): ClockRows<IncidentClockKind> {
  return createClockRows(store, 'incident_clocks');
}
