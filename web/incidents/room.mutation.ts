import type { IncidentRoom } from '../../api/incident-rooms/schema.ts';
import type { RaiseBody } from '../../api/incidents/schema.ts';
import { useMutation } from '../api/use-mutation.ts';
import { useOnce } from '../api/use-once.ts';
import { useRequest } from '../api/use-request.ts';

/** What is done in a room, below its address. */
interface Done {
  readonly path: string;
  readonly body?: unknown;
  readonly method?: 'POST' | 'PUT';
  /** The version that was looked at, where that matters. */
  readonly etag?: string | null;
}

/** Does something in the room of an incident; answers the room as it is then. */
export function useInRoom(id: () => string) {
  const request = useRequest();
  return useMutation(({ path, body, method = 'POST', etag }: Done) =>
    request<IncidentRoom>(`/incidents/${encodeURIComponent(id())}${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
      ...(etag === undefined ? {} : { ifMatch: etag }),
    }),
  );
}

/** Raises an incident; tried again it is the same one. */
export function useRaiseIncident() {
  const request = useRequest();
  return useOnce((body: RaiseBody, idempotencyKey) =>
    request<{ readonly id: string; readonly number: string }>('/incidents', {
      ...{ method: 'POST', body, idempotencyKey },
    }),
  );
}

/** Takes what somebody on duty is called for. */
export function useAnswerCall() {
  const request = useRequest();
  return useMutation((callId: string) =>
    request<null>(`/duty/calls/${encodeURIComponent(callId)}/answer`, { method: 'POST' }),
  );
}
