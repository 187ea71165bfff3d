import type { Now } from '../platform/clock.ts';
import { toError, Unrecoverable } from '../platform/errors.ts';
import type { Logger } from '../platform/logger.ts';
import {
  type NotifyJob,
  type OutboxRow,
  type OutboxStore,
  type Told,
  type Way,
  ways,
} from '../store/outbox.ts';
import type { TaskRow } from '../store/tasks.ts';
import { type BackOff, backOffMs } from './back-off.ts';
import { withDeadline } from './deadline.ts';
import { engineErrorOf, isBusy } from './engine-error.ts';
import { gather } from './gather.ts';
import type { Try } from './hands.ts';
import type { Answer, EngineError, EnginePort } from './port.ts';
import { largestVariables } from './read-input.ts';
import { startRowPump } from './row-pump.ts';

/** Counts what is told; given from outside, so that this folder knows no metrics library. */
export interface OutboxMeter {
  /** @param seconds since the fact was written */
  readonly told: (kind: Told['kind'], seconds: number) => void;
  readonly again: (kind: Told['kind']) => void;
  readonly gaveUp: (kind: Told['kind']) => void;
}

export interface PublisherDeps {
  readonly outbox: OutboxStore;
  readonly engine: EnginePort;
  readonly tasks: {
    readonly find: (taskKey: string) => Promise<Pick<TaskRow, 'state' | 'clockId'> | null>;
  };
  /** Sends one notice; sending it twice is harmless. @throws Unrecoverable when no further try can help */
  readonly deliverMail: (noticeId: string) => Promise<void>;
  /** Tells people of the house and webhooks; doing it twice is harmless. @throws Unrecoverable as above */
  readonly notify: (job: NotifyJob, id: string) => Promise<void>;
  readonly now: Now;
  readonly logger: Logger;
  readonly meter?: OutboxMeter;
}

export interface PublisherOptions {
  /** Rows told at a time; default 64. */
  readonly parallel?: number;
  /** How often is looked without being rung, in ms; default 1 s. */
  readonly lookEveryMs?: number;
  /** How long a row is ours, in ms; default 60 s. A publisher that died lets go of it then. */
  readonly lockMs?: number;
}

export interface OutboxPublisher {
  /** When the outbox was last looked at; old means that nothing is told any more. */
  readonly lastLook: () => Date | null;
  /** Tells nothing more and waits for what is being told, at most `limitMs`; answers how much was left. */
  readonly stop: (limitMs: number) => Promise<number>;
}

const minute = 60_000;
const hour = 60 * minute;
/** Within it the engine refuses a message told twice, and a message waits for an instance that is behind. */
const messageTtlMs = 2 * hour;
const engineBackOff: BackOff = { baseMs: 250, factor: 2, maxMs: 15_000 };
/** The engine refuses what is too much at a time and takes it a moment later. */
const busyBackOff: BackOff = { baseMs: 50, factor: 1.5, maxMs: 2000 };
const mailBackOff: BackOff = { baseMs: 2000, factor: 3, maxMs: 10 * minute };
/** A row this old is given up, if others arrive: it is the row, then, not the way. */
const engineLimitMs = 24 * hour;
const mailLimitMs = 72 * hour;

/**
 * Tells the engine and the world what the outbox holds, at least once. Several publishers may run at a time.
 * What cannot be told is given up visibly: the row stays, with the reason.
 */
export function startOutboxPublisher(
  deps: PublisherDeps,
  options: PublisherOptions = {},
): OutboxPublisher {
  const { outbox, engine, tasks, now, meter } = deps;
  const { parallel = 64, lookEveryMs = 1000, lockMs = minute } = options;
  const logger = deps.logger.of('outbox');
  const leaving = new AbortController();
  let lastTold = 0;

  const noteDone = gather<OutboxRow>((rows) => outbox.done(rows, now()));

  async function told(row: OutboxRow): Promise<Try> {
    const at = now();
    await noteDone(row);
    lastTold = at.getTime();
    meter?.told(row.told.kind, (at.getTime() - row.createdAt.getTime()) / 1000);
    return 'settled';
  }

  async function giveUp(row: OutboxRow, reason: string): Promise<Try> {
    const { kind } = row.told;
    logger.error('outbox.given-up', { key: row._id, kind, caseId: row.caseId, reason });
    await outbox.giveUp(row, now(), reason);
    meter?.gaveUp(kind);
    return 'settled';
  }

  async function again(row: OutboxRow, reason: string, backOff = engineBackOff): Promise<Try> {
    const isMail = row.way !== 'engine';
    const at = now().getTime();
    const isOld = at - row.createdAt.getTime() > (isMail ? mailLimitMs : engineLimitMs);
    if (isOld && (isMail || at - lastTold < minute)) return giveUp(row, reason);
    const wait = backOffMs(row.attempts - 1, isMail ? mailBackOff : backOff);
    await outbox.again(row, new Date(at + wait), reason);
    logger.debug('outbox.again', { key: row._id, attempts: row.attempts, reason });
    meter?.again(row.told.kind);
    return 'again';
  }

  /** The engine answers the same for a task that was completed, cancelled or never was: its records tell. */
  async function settleGone(row: OutboxRow, taskKey: string): Promise<Try> {
    const task = await tasks.find(taskKey);
    if (task?.state === 'completed') return told(row);
    if (task?.state === 'canceled') {
      // A ladder calls its tasks off when its clock is met: what was done at that moment is on the case already.
      const isHarmless = row.told.kind !== 'complete-task' || task.clockId !== null;
      return isHarmless ? told(row) : giveUp(row, 'task-canceled');
    }
    await again(row, 'task-not-found');
    return 'settled';
  }

  function tellEngine(
    what: Exclude<Told, { kind: 'mail' | 'notify' }>,
  ): Promise<Answer | 'delivered'> {
    switch (what.kind) {
      case 'message': {
        const { kind: _, ...message } = what;
        return engine.publishMessage({ ...message, ttlMs: messageTtlMs });
      }
      case 'complete-task':
        return engine.completeTask(what.taskKey, what.variables);
      case 'assign-task':
        return what.assignee === null
          ? engine.unassignTask(what.taskKey)
          : engine.assignTask(what.taskKey, what.assignee);
      case 'cancel-instance':
        // Gone is what was wanted: it ended by itself, or was cancelled when this was told before.
        return engine.cancelInstance(what.instanceKey);
    }
  }

  async function settleError(row: OutboxRow, error: EngineError): Promise<Try> {
    if (error.kind === 'permanent') return giveUp(row, error.code);
    if (!isBusy(error)) return again(row, error.code);
    return (await again(row, error.code, busyBackOff)) === 'again' ? 'busy' : 'settled';
  }

  async function deliverToEngine(row: OutboxRow): Promise<Try> {
    if (row.told.kind === 'mail' || row.told.kind === 'notify')
      return giveUp(row, 'not for the engine');
    // The engine answers as if it were in trouble, every time.
    if (JSON.stringify(row.told).length > largestVariables) return giveUp(row, 'too-large');
    let answer: Answer | 'delivered';
    try {
      answer = await tellEngine(row.told);
    } catch (thrown) {
      return settleError(row, engineErrorOf(thrown));
    }
    if (answer === 'gone' && 'taskKey' in row.told) return settleGone(row, row.told.taskKey);
    return told(row);
  }

  async function carryOut(what: Told): Promise<void> {
    if (what.kind === 'mail') return deps.deliverMail(what.noticeId);
    if (what.kind === 'notify') return deps.notify(what.job, what.id);
    throw new Unrecoverable('not for people');
  }

  async function deliverToPeople(row: OutboxRow): Promise<Try> {
    try {
      await withDeadline(carryOut(row.told), lockMs, leaving.signal);
    } catch (thrown) {
      const error = toError(thrown);
      logger.warn(`outbox.${row.told.kind}-failed`, {
        key: row._id,
        attempts: row.attempts,
        error,
      });
      if (error instanceof Unrecoverable) return giveUp(row, error.name);
      return again(row, error.name);
    }
    return told(row);
  }

  function pumpOf(way: Way) {
    const isEngine = way === 'engine';
    return startRowPump({
      now,
      logger,
      parallel: isEngine ? parallel : 4,
      take: (limit) => outbox.take({ now: now(), limit, lockMs, way }),
      deliver: isEngine ? deliverToEngine : deliverToPeople,
      putBack: (row) => outbox.putBack(row, now()),
    });
  }

  const pumps = new Map(ways.map((way) => [way, pumpOf(way)]));
  const ring = () => {
    for (const pump of pumps.values()) pump.ring();
  };
  let unwatch: (() => Promise<void>) | null = null;
  /** The stream of changes is only the bell: when it dies it is opened again at the next look. */
  function watch(): void {
    const ringFor = (way: Way) => pumps.get(way)?.ring();
    unwatch = outbox.watch(ringFor, (error) => {
      logger.warn('outbox.bell-lost', { error: toError(error) });
      const lost = unwatch;
      unwatch = null;
      void lost?.().catch(() => undefined);
    });
  }
  const timer = setInterval(() => {
    if (unwatch === null) watch();
    ring();
  }, lookEveryMs);
  watch();
  ring();

  return {
    lastLook: () => pumps.get('engine')?.lastLook() ?? null,
    stop: async (limitMs) => {
      clearInterval(timer);
      await unwatch?.().catch(() => undefined);
      const left = await Promise.all([...pumps.values()].map((pump) => pump.stop(limitMs)));
      leaving.abort();
      return left.reduce((sum, rows) => sum + rows, 0);
    },
  };
}
