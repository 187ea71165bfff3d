import { onScopeDispose, shallowRef } from 'vue';
import { useRequest } from '../api/use-request.ts';

type Fields = Readonly<Record<string, unknown>>;

const restMs = 800;
const againMs = 5_000;

/**
 * Keeps what is typed: a moment after the last key, when the page is left, and again until the server has it.
 */
export function useDraft(key: () => string | null) {
  const request = useRequest();
  const state = shallowRef<'clean' | 'typing' | 'saved' | 'unsaved'>('clean');
  const savedAt = shallowRef<Date | null>(null);
  let waiting: { readonly key: string; readonly fields: Fields } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function save(keepalive = false): Promise<void> {
    clearTimeout(timer);
    if (waiting === null) return;
    const sent = waiting;
    const { error } = await request<unknown>(`/tasks/${encodeURIComponent(sent.key)}/draft`, {
      method: 'PUT',
      body: { fields: sent.fields },
      keepalive,
    });
    if (waiting !== sent) return;
    if (error === null) {
      waiting = null;
      state.value = 'saved';
      savedAt.value = new Date();
    } else {
      state.value = 'unsaved';
      if (error.variant === 'network-error') timer = setTimeout(() => void save(), againMs);
    }
  }

  const leave = () => void save(true);
  const warn = (event: BeforeUnloadEvent) => {
    if (waiting !== null && state.value === 'unsaved') event.preventDefault();
  };
  window.addEventListener('pagehide', leave);
  window.addEventListener('beforeunload', warn);
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('beforeunload', warn);
    leave();
  });

  return {
    state,
    savedAt,
    save,
    changed: (fields: Fields) => {
      const at = key();
      if (at === null) return;
      waiting = { key: at, fields };
      state.value = 'typing';
      clearTimeout(timer);
      timer = setTimeout(() => void save(), restMs);
    },
    /** The task is done: nothing of it needs to be kept as a draft any more. */
    drop: () => {
      clearTimeout(timer);
      waiting = null;
      state.value = 'clean';
    },
  };
}
