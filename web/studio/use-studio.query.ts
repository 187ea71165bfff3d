import { onScopeDispose, watch } from 'vue';
import type { DraftItem, DraftView } from '../../api/model-drafts/schema.ts';
import type { SetItem, SetView } from '../../api/model-sets/schema.ts';
import { pathWith } from '../api/path.ts';
import { type Query, useQuery } from '../api/use-query.ts';

const soonMs = 700;
const nowAndThenMs = 10_000;

export const draftPath = (id: string) => `/studio/drafts/${encodeURIComponent(id)}`;

/** Whether a set is on its way into force. */
export const isUnderWay = (state: string | undefined) =>
  state === 'deploying' || state === 'proving';

/** Reads again after a while: what is shown changes under other hands. */
function again<T>(query: Query<T>, afterMs: (shown: T) => number): Query<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void query.refresh(), ms);
  };
  watch(query.data, (shown) => {
    clearTimeout(timer);
    if (shown !== null) wait(afterMs(shown));
  });
  // The network may have been away for a moment.
  watch(query.error, (error) => {
    if (error !== null) wait(nowAndThenMs);
  });
  onScopeDispose(() => clearTimeout(timer));
  return query;
}

/** Drafts that are open, or those that were published or discarded. */
export function useDrafts(closed: () => boolean) {
  return useQuery<{ readonly items: readonly DraftItem[] }>(
    () => pathWith('/studio/drafts', { closed: closed() ? 'true' : null }),
    { keep: true },
  );
}

/** A draft, read again while it comes into force and now and then besides. */
export function useDraft(id: () => string): Query<DraftView> {
  const query = useQuery<DraftView>(() => draftPath(id()), { keep: true });
  return again(query, ({ publication }) =>
    isUnderWay(publication?.state) ? soonMs : nowAndThenMs,
  );
}

/** The sets there ever were, newest first, page by page. */
export function useSets(cursor: () => string | null) {
  const query = useQuery<{ readonly items: readonly SetItem[]; readonly next: string | null }>(
    () => pathWith('/studio/sets', { cursor: cursor() }),
    { keep: true },
  );
  return again(query, ({ items }) =>
    items.some(({ state }) => isUnderWay(state)) ? soonMs : nowAndThenMs,
  );
}

/** One set with its files. */
export function useSet(tag: () => string): Query<SetView> {
  const query = useQuery<SetView>(() => `/studio/sets/${encodeURIComponent(tag())}`);
  return again(query, ({ state }) => (isUnderWay(state) ? soonMs : nowAndThenMs));
}
