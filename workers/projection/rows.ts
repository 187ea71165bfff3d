import {
  type Changes,
  type ProjectedName,
  type ProjectedRows,
  projectedNames,
} from '../store/projected.ts';

type Held = { readonly [K in ProjectedName]: Map<string, ProjectedRows[K] | null> };

/** Where a projection step looks up the rows as they are; null or undefined when there is none. */
export type Find = <K extends ProjectedName>(
  name: K,
  key: string,
) => ProjectedRows[K] | null | undefined;

/** Rows in memory: those that were loaded (null: not there) and those that were changed. */
export interface Rows {
  readonly find: Find;
  readonly knows: (name: ProjectedName, key: string) => boolean;
  readonly hold: <K extends ProjectedName>(
    name: K,
    keys: readonly string[],
    found: readonly ProjectedRows[K][],
  ) => void;
  readonly put: (changes: Changes) => void;
  /** Every row that is there. */
  readonly all: () => Changes;
  /** Forgets the rows used longest ago, beyond `most` of each collection. */
  readonly trim: (most: number) => void;
  readonly clear: () => void;
}

/** Empty working rows. */
export function createRows(): Rows {
  const held: Held = {
    tasks: new Map(),
    instances: new Map(),
    stalls: new Map(),
    decisions: new Map(),
    definitions: new Map(),
    forms: new Map(),
    timers: new Map(),
    dead_letters: new Map(),
  };

  // Taken out and put in again, so that the order of a Map is the order of last use.
  function set<K extends ProjectedName>(name: K, key: string, row: ProjectedRows[K] | null) {
    const rows: Map<string, ProjectedRows[K] | null> = held[name];
    rows.delete(key);
    rows.set(key, row);
  }

  function present<K extends ProjectedName>(name: K): readonly ProjectedRows[K][] {
    const rows: Map<string, ProjectedRows[K] | null> = held[name];
    return [...rows.values()].filter((row) => row !== null);
  }

  function putAll<K extends ProjectedName>(name: K, changes: Changes) {
    const rows: readonly ProjectedRows[K][] = changes[name] ?? [];
    for (const row of rows) set(name, row._id, row);
  }

  return {
    find: (name, key) => held[name].get(key),
    knows: (name, key) => held[name].has(key),
    hold: (name, keys, found) => {
      for (const key of keys) set(name, key, null);
      for (const row of found) set(name, row._id, row);
    },
    put: (changes) => {
      for (const name of projectedNames) putAll(name, changes);
    },
    all: () => ({
      tasks: present('tasks'),
      instances: present('instances'),
      stalls: present('stalls'),
      decisions: present('decisions'),
      definitions: present('definitions'),
      forms: present('forms'),
      timers: present('timers'),
      dead_letters: present('dead_letters'),
    }),
    trim: (most) => {
      for (const rows of Object.values(held)) {
        for (const key of rows.keys()) {
          if (rows.size <= most) break;
          rows.delete(key);
        }
      }
    },
    clear: () => {
      for (const rows of Object.values(held)) rows.clear();
    },
  };
}
