import { type InjectionKey, inject, onScopeDispose, type ShallowRef, shallowRef } from 'vue';

export type LiveEvent = 'tasks' | 'case' | 'incident' | 'notices';
type Listener = (id: string) => void;

/** What the server tells unasked: that tasks or a case changed, by id only. */
export interface Live {
  readonly connected: Readonly<ShallowRef<boolean>>;
  readonly open: () => void;
  readonly close: () => void;
  readonly on: (event: LiveEvent, listener: Listener) => () => void;
}

export const liveKey: InjectionKey<Live> = Symbol('live');
const firstWaitMs = 1_000;
const longestWaitMs = 30_000;
/** Without the stream the lists are read again this often; never faster. */
const fallbackMs = 30_000;

function idOf(text: string): string {
  try {
    const told: unknown = JSON.parse(text);
    if (typeof told === 'string') return told;
    if (typeof told === 'object' && told !== null && 'id' in told) return String(told.id);
  } catch {
    return text;
  }
  return '';
}

export function createLive(): Live {
  const connected = shallowRef(false);
  const listeners: Record<LiveEvent, Set<Listener>> = {
    tasks: new Set(),
    case: new Set(),
    incident: new Set(),
    notices: new Set(),
  };
  let source: EventSource | null = null;
  let waitMs = firstWaitMs;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let fallback: ReturnType<typeof setInterval> | undefined;

  const tell = (event: LiveEvent, id: string) => {
    for (const listener of listeners[event]) listener(id);
  };

  const readAgain = () => {
    tell('tasks', '');
    tell('incident', '');
    tell('notices', '');
  };

  function connect(): void {
    source = new EventSource('/api/v1/events');
    source.addEventListener('open', () => {
      const wasAway = waitMs > firstWaitMs;
      waitMs = firstWaitMs;
      connected.value = true;
      // What was told while nobody listened is lost: read once more.
      if (wasAway) readAgain();
    });
    source.addEventListener('error', () => {
      connected.value = false;
      source?.close();
      retry = setTimeout(connect, waitMs);
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    });
    for (const event of ['tasks', 'case', 'incident', 'notices'] as const)
      source.addEventListener(event, ({ data }: MessageEvent<string>) => tell(event, idOf(data)));
  }

  function close(): void {
    clearTimeout(retry);
    clearInterval(fallback);
    source?.close();
    source = null;
    connected.value = false;
  }

  return {
    connected,
    close,
    open: () => {
      if (source !== null) return;
      connect();
      fallback = setInterval(() => {
        if (!connected.value && !document.hidden) readAgain();
      }, fallbackMs);
    },
    on: (event, listener) => {
      listeners[event].add(listener);
      return () => listeners[event].delete(listener);
    },
  };
}

/** The live stream, as `main.ts` made it. */
export function useLive(): Live {
  const live = inject(liveKey);
  if (live === undefined) throw new Error('no live stream provided: main.ts provides it');
  return live;
}

const gatherMs = 150;

/** Calls back when the server tells of a change that concerns us; several in a moment count as one. */
export function useLiveEvent(
  event: LiveEvent,
  listener: () => void,
  concerns: (id: string) => boolean = () => true,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Asked of each one: what comes in the same moment about something else must not take its place.
  const stop = useLive().on(event, (id) => {
    if (id !== '' && !concerns(id)) return;
    clearTimeout(timer);
    timer = setTimeout(listener, gatherMs);
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    stop();
  });
}

/** Calls back when the server tells of a change to one case. */
export function useCaseNews(caseId: () => string | null, listener: () => void): void {
  useLiveEvent('case', listener, (id) => id === caseId());
}
