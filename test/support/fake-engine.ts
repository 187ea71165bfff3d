import type { Logger } from '../../workers/platform/logger.ts';
import { type JobSource, startJobWorker } from '../../workers/zeebe/job-worker.ts';
import {
  type Answer,
  EngineError,
  type EngineJob,
  type EnginePort,
} from '../../workers/zeebe/port.ts';
import { FakeBroker, type Taker } from './fake-broker.ts';
import { readFakeModel } from './fake-model.ts';

const unavailable = () => new EngineError('transient', 'grpc-14', 'the fake engine is down');

export interface FakeEngineOptions {
  readonly logger: Logger;
  readonly longPollMs?: number;
  /** The house's clock; default: the host's. */
  readonly now?: () => Date;
}

/**
 * An engine in memory: follows simple diagrams, keeps the promises of the port, and fails on request.
 * `test/support/suites` proves that it behaves as the real one does.
 */
export class FakeEngine {
  readonly broker = new FakeBroker();
  readonly #options: FakeEngineOptions;
  readonly #cut = new Set<(error: EngineError) => void>();
  #isDown = false;
  #losesAnswers = false;
  #isSilent = false;
  #isBusy = false;
  readonly #ignored = new Set<string>();
  #heardAt = performance.now();
  renewals = 0;

  constructor(options: FakeEngineOptions) {
    this.#options = options;
  }

  /** Everything is refused and every connection cut, until `recover`. */
  goDown(): void {
    this.#isDown = true;
    for (const cut of [...this.#cut]) cut(unavailable());
  }

  /** Requests for jobs are refused because there is too much to do, until `recover`. */
  beBusy(): void {
    this.#isBusy = true;
  }

  /** Requests for jobs of one type are never answered; everything else goes on. */
  ignore(type: string): void {
    this.#ignored.add(type);
  }

  recover(): void {
    this.#isDown = false;
    this.#isBusy = false;
    this.#losesAnswers = false;
    this.#ignored.clear();
  }

  /** Commands are carried out, but nobody hears so, until `recover`. */
  loseAnswers(): void {
    this.#losesAnswers = true;
  }

  /** Connections stay open and bring nothing, until somebody opens new ones. */
  fallSilent(): void {
    this.#isSilent = true;
  }

  /** The port of one process of the house. */
  connect(): EnginePort {
    const { broker } = this;
    const { logger, longPollMs = 1000, now = () => new Date() } = this.#options;
    const answer = (isKnown: boolean): Answer => (isKnown ? 'done' : 'gone');
    const tell = async <T>(command: () => T | Promise<T>): Promise<T> => {
      if (this.#isDown) throw unavailable();
      const result = await command();
      if (this.#losesAnswers) throw new EngineError('transient', 'deadline', 'answer lost');
      return result;
    };
    return {
      publishMessage: ({ name, correlationKey, messageId, ttlMs, variables }) =>
        tell(() => {
          broker.publish(name, correlationKey, messageId, ttlMs, JSON.stringify(variables));
          return 'delivered' as const;
        }),
      completeTask: (key) => tell(() => answer(broker.completeTask(key))),
      assignTask: (key, assignee) => tell(() => answer(this.#assign(key, assignee))),
      unassignTask: (key) => tell(() => answer(this.#assign(key, null))),
      completeJob: (key, variables) => tell(() => answer(broker.completeJob(key, variables))),
      failJob: (key, { retries, backOffMs, message }) =>
        tell(() => answer(broker.failJob(key, retries, backOffMs, message))),
      throwJobError: (key, { code, message }) =>
        tell(() => answer(broker.throwError(key, code, message))),
      deploy: (resources) =>
        tell(() =>
          Promise.all(
            resources.map(async ({ name, content }) => {
              const model = await readFakeModel(content).catch((cause: unknown) => {
                throw new EngineError('permanent', 'grpc-3', `«${name}» is no diagram`, cause);
              });
              const key = broker.deploy(model);
              return { kind: 'process' as const, id: model.processId, key, version: 1, file: name };
            }),
          ),
        ),
      deleteResource: (key) => tell(() => answer(broker.delete(key))),
      resolveStall: (key) => tell(() => answer(broker.resolveStall(key))),
      updateJobRetries: (key, retries) => tell(() => answer(broker.updateRetries(key, retries))),
      setVariables: () => tell(() => 'done' as const),
      cancelInstance: (key) => tell(() => answer(broker.cancelInstance(key))),
      migrateInstance: (key, { definitionKey, mapping }) =>
        tell(() => answer(broker.migrate(key, definitionKey, mapping))),
      modifyInstance: (key, { activate, terminate }) =>
        tell(() => answer(broker.modify(key, activate, terminate))),
      topology: () =>
        tell(() => ({
          version: 'fake',
          partitions: [{ id: 1, hasLeader: true, isHealthy: true }],
        })),
      createWorker: (spec) => startJobWorker(spec, this.#source(), { now, logger, longPollMs }),
      close: async () => undefined,
    };
  }

  #assign(key: string, assignee: string | null): boolean {
    const task = this.broker.tasks.get(key);
    if (task !== undefined) task.assignee = assignee;
    return task !== undefined;
  }

  #source(): JobSource {
    const heard = () => {
      this.#heardAt = performance.now();
    };
    return {
      heardAt: () => this.#heardAt,
      renew: () => {
        this.renewals += 1;
        this.#isSilent = false;
        for (const cut of [...this.#cut]) cut(unavailable());
      },
      poll: async ({ type, timeoutMs, max, waitMs }, take, signal) => {
        if (this.#isDown) throw unavailable();
        if (this.#isBusy) throw new EngineError('transient', 'grpc-8', 'the fake engine is busy');
        const got: EngineJob[] = [];
        const wasSilent = this.#isSilent || this.#ignored.has(type);
        await this.#hold(signal, waitMs, (end) => ({
          type,
          timeoutMs,
          offer: (job) => {
            if (this.#isSilent || signal.aborted || got.length >= max) return false;
            got.push(job);
            end();
            return true;
          },
        }));
        take(got);
        const isAnswered = got.length > 0 || !wasSilent;
        if (isAnswered) heard();
        return isAnswered;
      },
      open: ({ type, timeoutMs }, take) => {
        const ended = new AbortController();
        let isPaused = false;
        const taker: Taker = {
          type,
          timeoutMs,
          offer: (job) => {
            if (isPaused || this.#isSilent || ended.signal.aborted) return false;
            // As a push does: never before the caller has the stream in hand.
            queueMicrotask(() => take(job));
            heard();
            return true;
          },
        };
        const closed = this.#isDown
          ? Promise.reject(unavailable())
          : this.#hold(ended.signal, null, () => taker, false);
        return {
          closed,
          pause: () => {
            isPaused = true;
          },
          resume: () => {
            isPaused = false;
          },
          cancel: () => ended.abort(),
        };
      },
    };
  }

  /** Keeps a taker registered until it ended, was cut, or its time is over. */
  async #hold(
    signal: AbortSignal,
    limitMs: number | null,
    takerOf: (end: () => void) => Taker,
    servesWaiting = true,
  ): Promise<void> {
    let leave = (): void => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const taker = takerOf(resolve);
        const timer = limitMs === null ? null : setTimeout(resolve, limitMs);
        this.#cut.add(reject);
        this.broker.takers.add(taker);
        const stop = () => resolve();
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) resolve();
        leave = () => {
          if (timer !== null) clearTimeout(timer);
          signal.removeEventListener('abort', stop);
          this.#cut.delete(reject);
          this.broker.takers.delete(taker);
        };
        if (servesWaiting && !signal.aborted) this.broker.serve(taker);
      });
    } finally {
      leave();
    }
  }
}
