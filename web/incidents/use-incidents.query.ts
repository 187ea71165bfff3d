import type { IncidentItem } from '../../api/incidents/schema.ts';
import { pathWith } from '../api/path.ts';
import { useQuery } from '../api/use-query.ts';
import { useLiveEvent } from '../shell/live.ts';

/** The incidents a person may see; read again when one of them changes. */
export function useIncidents(state: () => 'open' | 'ended') {
  const query = useQuery<{ readonly items: readonly IncidentItem[]; readonly mayRaise: boolean }>(
    () => pathWith('/incidents', { state: state() }),
    { keep: true },
  );
  useLiveEvent('incident', () => void query.refresh());
  return query;
}
