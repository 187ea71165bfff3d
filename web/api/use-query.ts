import {
  type MaybeRefOrGetter,
  onScopeDispose,
  type ShallowRef,
  shallowRef,
  toValue,
  watch,
} from 'vue';
import type { RequestError } from './request.ts';
import { useRequest } from './use-request.ts';

/** A thing read from the server: what is known of it, and how reading it goes. */
export interface Query<T> {
  readonly data: Readonly<ShallowRef<T | null>>;
  readonly etag: Readonly<ShallowRef<string | null>>;
  readonly error: Readonly<ShallowRef<RequestError | null>>;
  readonly loading: Readonly<ShallowRef<boolean>>;
  /** True when nothing is shown yet and the answer takes longer than people take for at once. */
  readonly slow: Readonly<ShallowRef<boolean>>;
  readonly refresh: () => Promise<void>;
}

export interface QueryOptions {
  /** Keeps what was shown while another path is read: for filters, not for other things. */
  readonly keep?: boolean;
}

const slowAfterMs = 200;

/**
 * Reads a path of the api, again whenever the path changes; null reads nothing.
 * The newest request wins: an older answer that comes later is dropped.
 */
export function useQuery<T>(
  path: MaybeRefOrGetter<string | null>,
  options: QueryOptions = {},
): Query<T> {
  const request = useRequest();
  const data = shallowRef<T | null>(null);
  const etag = shallowRef<string | null>(null);
  const error = shallowRef<RequestError | null>(null);
  const loading = shallowRef(false);
  const slow = shallowRef(false);
  let running: AbortController | null = null;

  async function refresh(): Promise<void> {
    running?.abort();
    const target = toValue(path);
    if (target === null) {
      data.value = null;
      return;
    }
    const mine = new AbortController();
    running = mine;
    loading.value = true;
    const timer = setTimeout(() => {
      slow.value = data.value === null;
    }, slowAfterMs);
    const { response, error: failed } = await request<T>(target, { signal: mine.signal });
    clearTimeout(timer);
    if (running !== mine) return;
    loading.value = false;
    slow.value = false;
    error.value = failed;
    if (response !== null) {
      data.value = response.body;
      etag.value = response.etag;
    }
  }

  watch(
    () => toValue(path),
    () => {
      if (!options.keep) {
        data.value = null;
        error.value = null;
      }
      void refresh();
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    running?.abort();
    running = null;
  });
  return { data, etag, error, loading, slow, refresh };
}
