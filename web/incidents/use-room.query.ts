import type { IncidentRoom } from '../../api/incident-rooms/schema.ts';
import { useQuery } from '../api/use-query.ts';
import { useLiveEvent } from '../shell/live.ts';

/** The room of an incident; read again when the server tells that something in it changed. */
export function useRoom(id: () => string) {
  const query = useQuery<IncidentRoom>(() => `/incidents/${encodeURIComponent(id())}`);
  useLiveEvent(
    'incident',
    () => void query.refresh(),
    (changed) => changed === id(),
  );
  return query;
}
