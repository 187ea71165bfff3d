/** What the client waits for, by case: words come from the other side in any order. */
export interface Waiting<T> {
  readonly for: (key: string) => Promise<T>;
  readonly tell: (key: string, value: T) => void;
  readonly size: () => number;
}

/** A word that comes before anybody waits for it is kept. */
export function createWaiting<T>(): Waiting<T> {
  const waiters = new Map<string, (value: T) => void>();
  const early = new Map<string, T>();
  return {
    for: (key) => {
      const value = early.get(key);
      if (value !== undefined) {
        early.delete(key);
        return Promise.resolve(value);
      }
      return new Promise((resolve) => waiters.set(key, resolve));
    },
    tell: (key, value) => {
      const waiter = waiters.get(key);
      waiters.delete(key);
      if (waiter === undefined) early.set(key, value);
      else waiter(value);
    },
    size: () => waiters.size,
  };
}
