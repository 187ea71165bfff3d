import { toError } from '../../workers/platform/errors.ts';
import type { Logger } from '../../workers/platform/logger.ts';
import type { Changed } from '../../workers/store/changes.ts';
import type { Access } from '../access.ts';
import { seesIncident } from '../incidents/policy.ts';
import type { Person } from '../person.ts';

type Told = 'tasks' | 'case' | 'incident' | 'notices';

/** Somebody who listens: who they are now, and how to tell them. */
export interface Listener {
  readonly person: () => Person;
  readonly access: () => Access;
  readonly push: (event: Told, id: string) => void;
  readonly end: () => void;
}

export interface Broadcast {
  readonly join: (listener: Listener) => () => void;
  readonly tell: (change: Changed) => void;
  readonly listening: () => number;
  /** Ends every stream; desks come back to whoever listens next. */
  readonly close: () => void;
}

function concerns(change: Changed, listener: Listener): boolean {
  if (change.what === 'notice') return change.userId === listener.person().id;
  if (change.what === 'incident')
    return change.incident !== null && seesIncident(listener.person(), change.incident);
  if (change.case !== null && listener.access().mayRead(change.case)) return true;
  if (change.what === 'case') return false;
  const { groups: mine } = listener.person();
  return change.groups.some((group) => mine.includes(group));
}

function toldAs(change: Changed): readonly [Told, string] {
  switch (change.what) {
    case 'case':
      return ['case', change.id];
    case 'incident':
      return ['incident', change.id];
    case 'notice':
      return ['notices', change.id];
    case 'task':
      return ['tasks', change.key];
  }
}

/** Hands each change to those it concerns; a listener that breaks is left out and the others are told. */
export function createBroadcast(logger: Logger): Broadcast {
  const listeners = new Set<Listener>();
  return {
    join: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (change) => {
      const [event, id] = toldAs(change);
      for (const listener of listeners) {
        try {
          if (concerns(change, listener)) listener.push(event, id);
        } catch (error) {
          listeners.delete(listener);
          logger.warn('events.dropped', { error: toError(error) });
        }
      }
    },
    listening: () => listeners.size,
    close: () => {
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}
