import type { DrawnCases, DrawView } from '../../api/look-backs/schema.ts';
import { useOnce } from '../api/use-once.ts';
import { useQuery } from '../api/use-query.ts';
import { useRequest } from '../api/use-request.ts';
import { instantOf } from '../intake/house-time.ts';

/** Which closed cases are to be drawn from; empty for no restriction. */
export interface Asked {
  readonly from: string;
  readonly until: string;
  readonly unitId: string;
  readonly topic: string;
  readonly unanswered: boolean;
}

const dayMs = 86_400_000;

/** Days of the institution as instants; the last one is included. */
function spanOf({ from, until }: Asked) {
  const begins = instantOf(from === '' ? '' : `${from}T00:00`);
  const lastBegins = instantOf(until === '' ? '' : `${until}T00:00`);
  return {
    ...(begins === null ? {} : { from: begins }),
    ...(lastBegins === null
      ? {}
      : { until: new Date(Date.parse(lastBegins) + dayMs).toISOString() }),
  };
}

function filterOf(asked: Asked) {
  const { unitId, topic } = asked;
  return {
    ...spanOf(asked),
    ...(unitId === '' ? {} : { unitId }),
    ...(topic === '' ? {} : { topic }),
  };
}

/** The draws so far, newest first. */
export function useDraws() {
  return useQuery<{ readonly items: readonly DrawView[]; readonly mayDraw: boolean }>(
    () => '/look-backs',
    { keep: true },
  );
}

/** How many cases there are to be drawn from. */
export function usePool(asked: () => Asked | null) {
  return useQuery<{ readonly pool: number }>(() => {
    const now = asked();
    if (now === null) return null;
    const unanswered = now.unanswered ? 'yes' : 'no';
    return `/look-backs/pool?${new URLSearchParams({ ...filterOf(now), unanswered }).toString()}`;
  });
}

/** The cases of one draw; none while no draw is open. */
export function useDrawnCases(id: () => string | null) {
  return useQuery<DrawnCases>(() => {
    const drawId = id();
    return drawId === null ? null : `/look-backs/${encodeURIComponent(drawId)}`;
  });
}

/** Draws so many cases; sent again after a lost answer it draws once. */
export function useDraw() {
  const request = useRequest();
  return useOnce(
    ({ asked, size }: { readonly asked: Asked; readonly size: number }, idempotencyKey) =>
      request<DrawnCases>('/look-backs', {
        ...{ method: 'POST', idempotencyKey },
        body: { ...filterOf(asked), unanswered: asked.unanswered, size },
      }),
  );
}
