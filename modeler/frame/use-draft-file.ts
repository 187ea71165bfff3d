import { onScopeDispose, type ShallowRef, shallowRef } from 'vue';
import type { RequestError } from '../../web/api/request.ts';
import { useRequest } from '../../web/api/use-request.ts';
import { type DraftFile, filePath } from './draft.ts';
import { type LocalCopy, openLocalCopies } from './local-copies.ts';

const saveAfterMs = 1_500;
const tryAgainMs = 10_000;
/** A browser sends no more than this while a page is being left. */
const keepaliveBytes = 60_000;

/** How saving goes: `moved` means somebody else saved meanwhile. */
export type Saving = 'saved' | 'waiting' | 'saving' | 'failed' | 'moved';

interface Of {
  readonly draftId: string;
  readonly name: string;
  /** Who edits: two people at one computer do not find each other's copies. */
  readonly userId: string;
}

/** A file of a draft while it is edited. */
export interface EditedFile {
  /** The file as it was last read. */
  readonly file: Readonly<ShallowRef<DraftFile | null>>;
  readonly saving: Readonly<ShallowRef<Saving>>;
  readonly error: Readonly<ShallowRef<RequestError | null>>;
  /** What somebody else saved meanwhile. */
  readonly theirs: Readonly<ShallowRef<DraftFile | null>>;
  /** Work of a former visit that the server does not have. */
  readonly left: Readonly<ShallowRef<LocalCopy | null>>;
  /** Another number means that editors open anew with `latest()`. */
  readonly opening: Readonly<ShallowRef<number>>;
  readonly latest: () => string;
  readonly load: () => Promise<void>;
  readonly change: (content: string) => void;
  /** Saves what is not saved yet, at once. */
  readonly flush: () => Promise<void>;
  readonly restore: () => void;
  readonly forget: () => Promise<void>;
  readonly takeTheirs: () => string | null;
  readonly keepMine: () => Promise<void>;
}

/**
 * Keeps a file of a draft: every change in this browser at once, on the server a moment after the last one, and never
 * over what somebody else saved.
 */
export function useDraftFile({ draftId, name, userId }: Of): EditedFile {
  const request = useRequest();
  const copies = openLocalCopies();
  const key = `${userId} ${draftId} ${name}`;
  const file = shallowRef<DraftFile | null>(null);
  const saving = shallowRef<Saving>('saved');
  const error = shallowRef<RequestError | null>(null);
  const theirs = shallowRef<DraftFile | null>(null);
  const left = shallowRef<LocalCopy | null>(null);
  const opening = shallowRef(0);
  let revision = 0;
  let savedContent = '';
  let mine: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | null = null;

  function openWith(opened: DraftFile): void {
    revision = opened.revision;
    savedContent = opened.content;
    file.value = opened;
    opening.value += 1;
  }

  async function read(): Promise<DraftFile | null> {
    const { response, error: failed } = await request<DraftFile>(filePath(draftId, name));
    error.value = failed;
    return response?.body ?? null;
  }

  async function load(): Promise<void> {
    const [found, copy] = await Promise.all([read(), copies.find(key)]);
    if (found === null) return;
    openWith(found);
    left.value = copy !== null && copy.content !== found.content ? copy : null;
  }

  function schedule(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  }

  function change(content: string): void {
    if (content === savedContent && mine === null) return;
    mine = content;
    void copies.keep(key, { content, revision, at: new Date().toISOString() });
    if (saving.value === 'moved') return;
    saving.value = 'waiting';
    schedule(saveAfterMs);
  }

  async function refused(failed: RequestError): Promise<void> {
    if (failed.variant === 'failed-response' && failed.status === 412) {
      theirs.value = await read();
      saving.value = theirs.value === null ? 'failed' : 'moved';
      return;
    }
    error.value = failed;
    saving.value = 'failed';
    if (failed.variant === 'network-error') schedule(tryAgainMs);
  }

  async function put(content: string, keepalive: boolean): Promise<void> {
    saving.value = 'saving';
    const { response, error: failed } = await request<{ readonly revision: number }>(
      filePath(draftId, name),
      { method: 'PUT', body: { content, revision }, keepalive },
    );
    if (failed !== null) return refused(failed);
    revision = response.body.revision;
    savedContent = content;
    error.value = null;
    if (mine !== content) return schedule(0);
    mine = null;
    saving.value = 'saved';
    await copies.drop(key);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    await underWay;
    if (mine === null || saving.value === 'moved') return;
    underWay = put(mine, false);
    await underWay;
    underWay = null;
  }

  function leave(): void {
    if (mine === null || saving.value === 'moved' || underWay !== null) return;
    if (new Blob([mine]).size < keepaliveBytes) void put(mine, true);
  }

  window.addEventListener('pagehide', leave);
  onScopeDispose(() => {
    window.removeEventListener('pagehide', leave);
    clearTimeout(timer);
    void flush();
  });

  return {
    file,
    saving,
    error,
    theirs,
    left,
    opening,
    latest: () => mine ?? savedContent,
    load,
    change,
    flush,
    restore: () => {
      const copy = left.value;
      if (copy === null || file.value === null) return;
      left.value = null;
      // The copy's own revision: what others saved since is shown, not written over.
      revision = copy.revision;
      mine = copy.content;
      opening.value += 1;
      change(copy.content);
    },
    forget: async () => {
      left.value = null;
      await copies.drop(key);
    },
    takeTheirs: () => {
      const kept = mine;
      if (theirs.value === null) return null;
      mine = null;
      openWith(theirs.value);
      theirs.value = null;
      saving.value = 'saved';
      void copies.drop(key);
      return kept;
    },
    keepMine: async () => {
      if (theirs.value === null) return;
      revision = theirs.value.revision;
      theirs.value = null;
      saving.value = 'waiting';
      await flush();
    },
  };
}
