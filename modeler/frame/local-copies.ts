const database = 'huiying-drafts';
const shelf = 'copies';

/** What somebody changed and the server may not have yet. */
export interface LocalCopy {
  readonly content: string;
  /** The revision of the file that was changed. */
  readonly revision: number;
  /** When it was kept, in ISO 8601. */
  readonly at: string;
}

/** Copies of unsaved work in this browser: a crash loses nothing. A browser that keeps nothing finds nothing. */
export interface LocalCopies {
  readonly find: (key: string) => Promise<LocalCopy | null>;
  readonly keep: (key: string, copy: LocalCopy) => Promise<void>;
  readonly drop: (key: string) => Promise<void>;
}

function isCopy(value: unknown): value is LocalCopy {
  if (typeof value !== 'object' || value === null) return false;
  return 'content' in value && typeof value.content === 'string' && 'revision' in value;
}

function answerOf<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('the browser keeps nothing'));
  });
}

function openDatabase(): Promise<IDBDatabase> {
  const asked = indexedDB.open(database, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(shelf);
  return answerOf(asked);
}

/** Opens the copies of this browser. */
export function openLocalCopies(): LocalCopies {
  const opened = openDatabase().catch(() => null);

  async function on<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>) {
    const db = await opened;
    if (db === null) return null;
    return answerOf(ask(db.transaction(shelf, mode).objectStore(shelf))).catch(() => null);
  }

  return {
    find: async (key) => {
      const found: unknown = await on('readonly', (store) => store.get(key));
      return isCopy(found) ? found : null;
    },
    keep: async (key, copy) => {
      await on('readwrite', (store) => store.put(copy, key));
    },
    drop: async (key) => {
      await on('readwrite', (store) => store.delete(key));
    },
  };
}
