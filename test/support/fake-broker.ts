import { EngineError, type EngineJob } from '../../workers/zeebe/port.ts';
import type { FakeModel, FakeNode } from './fake-model.ts';

interface Instance {
  readonly key: string;
  model: FakeModel;
  readonly startKey: string;
  /** One JSON document, as it came: it may hold what JavaScript cannot. */
  variables: string;
}

interface FakeJob {
  readonly key: string;
  readonly node: FakeNode;
  readonly instance: Instance;
  state: 'ready' | 'locked' | 'waiting' | 'stalled';
  retries: number;
  timer: NodeJS.Timeout | null;
}

export interface FakeStall {
  readonly key: string;
  readonly jobKey: string;
  readonly message: string;
}

export interface FakeTask {
  readonly key: string;
  elementId: string;
  readonly instance: Instance;
  assignee: string | null;
}

/** Somebody who takes jobs of a type; false when it cannot take one now. */
export interface Taker {
  readonly type: string;
  readonly timeoutMs: number;
  readonly offer: (job: EngineJob) => boolean;
}

/** What the fake engine knows and does: instances, jobs, locks, back-off, stalls, tasks, messages. */
export class FakeBroker {
  readonly #models = new Map<string, FakeModel>();
  readonly #versions = new Map<string, FakeModel>();
  readonly #instances = new Map<string, Instance>();
  readonly #jobs = new Map<string, FakeJob>();
  readonly #messages = new Map<string, number>();
  readonly #buffered: { message: string; startKey: string; variables: string }[] = [];
  readonly stalls = new Map<string, FakeStall>();
  readonly tasks = new Map<string, FakeTask>();
  readonly takers = new Set<Taker>();
  readonly #started: string[] = [];
  #lastKey = 2_251_799_813_685_248n;

  #nextKey(): string {
    this.#lastKey += 1n;
    return String(this.#lastKey);
  }

  /** How often a process was started. */
  countStarted(processId: string): number {
    return this.#started.filter((id) => id === processId).length;
  }

  isRunning(processId: string): boolean {
    return [...this.#instances.values()].some(({ model }) => model.processId === processId);
  }

  deploy(model: FakeModel): string {
    this.#models.set(model.processId, model);
    const key = this.#nextKey();
    this.#versions.set(key, model);
    return key;
  }

  /** The newest version that is left is the one that starts; what runs on this one runs to its end. */
  delete(key: string): boolean {
    const deleted = this.#versions.get(key);
    if (deleted === undefined) return false;
    this.#versions.delete(key);
    const { processId } = deleted;
    const left = [...this.#versions.values()].findLast((model) => model.processId === processId);
    if (left === undefined) this.#models.delete(processId);
    else this.#models.set(processId, left);
    return true;
  }

  /** False when this message id lives already. */
  publish(name: string, startKey: string, id: string, ttlMs: number, variables: string): boolean {
    const messageKey = JSON.stringify([name, startKey, id]);
    const now = Date.now();
    if (id !== '' && (this.#messages.get(messageKey) ?? 0) > now) return false;
    this.#messages.set(messageKey, now + ttlMs);
    this.#buffered.push({ message: name, startKey, variables });
    this.#startBuffered();
    return true;
  }

  /** One instance runs for a message and key at a time; the next waits for its end. */
  #startBuffered(): void {
    for (const waiting of [...this.#buffered]) {
      const model = [...this.#models.values()].find(({ message }) => message === waiting.message);
      if (model === undefined) continue;
      const isTaken = [...this.#instances.values()].some(
        (one) => one.model.processId === model.processId && one.startKey === waiting.startKey,
      );
      if (isTaken) continue;
      this.#buffered.splice(this.#buffered.indexOf(waiting), 1);
      const { startKey, variables } = waiting;
      const instance = { key: this.#nextKey(), model, startKey, variables };
      this.#instances.set(instance.key, instance);
      this.#started.push(model.processId);
      this.#enter(instance, model.first);
    }
  }

  #enter(instance: Instance, nodeId: string | null): void {
    const node = instance.model.nodes.get(nodeId ?? '');
    if (node?.kind === 'bpmn:ServiceTask') {
      const { retries } = node;
      const key = this.#nextKey();
      const job: FakeJob = { key, node, instance, state: 'ready', retries, timer: null };
      this.#jobs.set(key, job);
      this.#offer(job);
    } else if (node?.kind === 'bpmn:UserTask') {
      const key = this.#nextKey();
      this.tasks.set(key, { key, elementId: node.id, instance, assignee: null });
    } else {
      this.#instances.delete(instance.key);
      this.#startBuffered();
    }
  }

  #offer(job: FakeJob): void {
    job.state = 'ready';
    for (const taker of this.takers) {
      if (taker.type === job.node.jobType && this.#give(job, taker)) return;
    }
  }

  #give(job: FakeJob, taker: Taker): boolean {
    const { key, node, instance, retries } = job;
    const handed: EngineJob = {
      key,
      type: node.jobType,
      instanceKey: instance.key,
      elementId: node.id,
      elementInstanceKey: `${instance.key}:${node.id}`,
      retries,
      variables: instance.variables,
    };
    if (!taker.offer(handed)) return false;
    job.state = 'locked';
    this.#later(job, taker.timeoutMs);
    // The last one asked comes last next time.
    if (this.takers.delete(taker)) this.takers.add(taker);
    return true;
  }

  #later(job: FakeJob, ms: number): void {
    if (job.timer !== null) clearTimeout(job.timer);
    job.timer = setTimeout(() => this.#offer(job), ms);
    job.timer.unref();
  }

  /** Offers what is waiting to somebody who has just come. */
  serve(taker: Taker): void {
    for (const job of this.#jobs.values()) {
      if (job.state === 'ready' && job.node.jobType === taker.type && !this.#give(job, taker))
        return;
    }
  }

  #leave(job: FakeJob): void {
    if (job.timer !== null) clearTimeout(job.timer);
    this.#jobs.delete(job.key);
  }

  /** The job that a word may be told about: not one that failed and waits, nor one that stalled. */
  #inHand(key: string): FakeJob | undefined {
    const job = this.#jobs.get(key);
    return job?.state === 'ready' || job?.state === 'locked' ? job : undefined;
  }

  completeJob(key: string, variables: Readonly<Record<string, unknown>>): boolean {
    const job = this.#inHand(key);
    if (job === undefined) return false;
    this.#leave(job);
    const { instance } = job;
    if (Object.keys(variables).length > 0)
      instance.variables = JSON.stringify({ ...JSON.parse(instance.variables), ...variables });
    this.#enter(instance, job.node.next);
    return true;
  }

  failJob(key: string, retries: number, backOffMs: number, message: string): boolean {
    const job = this.#inHand(key);
    if (job === undefined) return false;
    job.retries = retries;
    if (retries === 0) {
      this.#stall(job, message);
      return true;
    }
    job.state = 'waiting';
    this.#later(job, backOffMs);
    return true;
  }

  throwError(key: string, code: string, message: string): boolean {
    const job = this.#inHand(key);
    if (job === undefined) return false;
    const target = job.node.errors.get(code);
    if (target === undefined) {
      this.#stall(job, message);
      return true;
    }
    this.#leave(job);
    this.#enter(job.instance, target);
    return true;
  }

  #stall(job: FakeJob, message: string): void {
    if (job.timer !== null) clearTimeout(job.timer);
    job.state = 'stalled';
    const key = this.#nextKey();
    this.stalls.set(key, { key, jobKey: job.key, message });
  }

  updateRetries(key: string, retries: number): boolean {
    const job = this.#jobs.get(key);
    if (job === undefined) return false;
    job.retries = retries;
    return true;
  }

  resolveStall(key: string): boolean {
    const stall = this.stalls.get(key);
    if (stall === undefined) return false;
    this.stalls.delete(key);
    const job = this.#jobs.get(stall.jobKey);
    if (job !== undefined) this.#offer(job);
    return true;
  }

  completeTask(key: string): boolean {
    const task = this.tasks.get(key);
    if (task === undefined) return false;
    this.tasks.delete(key);
    const { instance } = task;
    this.#enter(instance, instance.model.nodes.get(task.elementId)?.next ?? null);
    return true;
  }

  cancelInstance(key: string): boolean {
    const instance = this.#instances.get(key);
    if (instance === undefined) return false;
    this.#instances.delete(key);
    for (const job of this.#jobs.values()) if (job.instance === instance) this.#leave(job);
    for (const task of this.tasks.values())
      if (task.instance === instance) this.tasks.delete(task.key);
    return true;
  }

  /** Tasks go to where the mapping says; one without a place there keeps the whole instance where it is. */
  migrate(key: string, versionKey: string, mapping: Readonly<Record<string, string>>): boolean {
    const instance = this.#instances.get(key);
    const target = this.#versions.get(versionKey);
    if (instance === undefined || target === undefined) return false;
    const tasks = [...this.tasks.values()].filter((task) => task.instance === instance);
    for (const { elementId } of tasks) {
      const kind = target.nodes.get(mapping[elementId] ?? '')?.kind;
      if (kind !== instance.model.nodes.get(elementId)?.kind)
        throw new EngineError('permanent', 'grpc-9', `no mapping for «${elementId}»`);
    }
    for (const task of tasks) task.elementId = mapping[task.elementId] ?? '';
    instance.model = target;
    return true;
  }

  modify(key: string, activate: readonly string[], terminate: readonly string[]): boolean {
    const instance = this.#instances.get(key);
    if (instance === undefined) return false;
    for (const task of this.tasks.values())
      if (terminate.includes(`${key}:${task.elementId}`)) this.tasks.delete(task.key);
    for (const nodeId of activate) this.#enter(instance, nodeId);
    return true;
  }
}
