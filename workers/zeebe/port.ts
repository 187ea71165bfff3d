/** JSON that crosses the border of the engine: ids, dates and decisions, never text of people. */
export type Variables = Readonly<Record<string, unknown>>;

/** A message for the diagrams. */
export interface EngineMessage {
  readonly name: string;
  readonly correlationKey: string;
  /** The engine refuses a second one while the first lives; empty: every publication counts. */
  readonly messageId: string;
  /** How long the message waits for somebody who listens, in ms. */
  readonly ttlMs: number;
  readonly variables: Variables;
}

/** A file of a deployment. */
export interface Resource {
  /** File name; its ending tells the engine what it is. */
  readonly name: string;
  readonly content: string;
}

/** What a deployment made of one part of a file. */
export interface Deployed {
  readonly kind: 'process' | 'decision' | 'requirements' | 'form';
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly file: string;
}

/** A unit of work as the engine hands it out. Keys are strings: from the fourth partition on they exceed a number. */
export interface EngineJob {
  readonly key: string;
  readonly type: string;
  readonly instanceKey: string;
  readonly elementId: string;
  readonly elementInstanceKey: string;
  /** Tries left, this one included. */
  readonly retries: number;
  /** JSON as the engine wrote it: it may hold what a JavaScript number or a contract cannot. */
  readonly variables: string;
}

/** What a worker asks for. */
export interface WorkerSpec {
  readonly type: string;
  /** The only variables that are sent along. */
  readonly fetchVariables: readonly string[];
  /** Jobs handled at a time. */
  readonly maxActive: number;
  /** After this time without an answer the engine gives the job to another worker, in ms. */
  readonly timeoutMs: number;
  /** Does the work and tells the engine its outcome; never rejects. */
  readonly handle: (job: EngineJob) => Promise<void>;
}

/** A running worker of one job type. */
export interface EngineWorker {
  readonly type: string;
  /** When the engine last answered this worker, with jobs or with none. */
  readonly lastActivity: () => Date;
  /** True when the engine has been silent for longer than a waiting request may last. */
  readonly isSilent: () => boolean;
  /** Jobs being handled. */
  readonly active: () => number;
  /**
   * Takes no more jobs and waits for those being handled, at most `limitMs`.
   *
   * @returns how many were left behind; the engine hands them out again.
   */
  readonly stop: (limitMs: number) => Promise<number>;
}

/** One partition of the engine as its gateway sees it. */
export interface PartitionState {
  readonly id: number;
  readonly hasLeader: boolean;
  readonly isHealthy: boolean;
}

export interface Topology {
  readonly version: string;
  readonly partitions: readonly PartitionState[];
}

/** Where the tokens of an instance go in another version of its diagram. */
export interface MigrationPlan {
  readonly definitionKey: string;
  /** Element of the old version → element of the new one. */
  readonly mapping: Readonly<Record<string, string>>;
}

/** Tokens put elsewhere by hand. */
export interface Modification {
  /** Elements where a token begins anew. */
  readonly activate: readonly string[];
  /** Element instances whose token is taken away. */
  readonly terminate: readonly string[];
}

/** `gone`: the engine knows no such thing (any more); whether it was done or cancelled only its records tell. */
export type Answer = 'done' | 'gone';

/**
 * Everything the house says to the engine.
 * Each call but `close` throws EngineError: `transient` is worth another try, `permanent` is not.
 */
export interface EnginePort {
  /** A message id the engine has already counts as delivered. */
  readonly publishMessage: (message: EngineMessage) => Promise<'delivered'>;
  readonly completeTask: (taskKey: string, variables: Variables) => Promise<Answer>;
  readonly assignTask: (taskKey: string, assignee: string) => Promise<Answer>;
  readonly unassignTask: (taskKey: string) => Promise<Answer>;
  readonly completeJob: (jobKey: string, variables: Variables) => Promise<Answer>;
  /** `retries` 0 makes it a stall; otherwise the job comes again after `backOffMs`. */
  readonly failJob: (
    jobKey: string,
    failure: { retries: number; backOffMs: number; message: string },
  ) => Promise<Answer>;
  /** A BPMN error; without an event that catches it, it becomes a stall. */
  readonly throwJobError: (
    jobKey: string,
    error: { code: string; message: string },
  ) => Promise<Answer>;
  /** All resources or none. */
  readonly deploy: (resources: readonly Resource[]) => Promise<readonly Deployed[]>;
  /** Takes one diagram, table or form out of the engine; what still runs on it runs to its end. */
  readonly deleteResource: (key: string) => Promise<Answer>;
  /** For a stall of a job, give the job retries first. */
  readonly resolveStall: (stallKey: string) => Promise<Answer>;
  readonly updateJobRetries: (jobKey: string, retries: number) => Promise<Answer>;
  readonly setVariables: (elementInstanceKey: string, variables: Variables) => Promise<Answer>;
  readonly cancelInstance: (instanceKey: string) => Promise<Answer>;
  /** Its answer is no proof: that the instance moved only the record stream tells. */
  readonly migrateInstance: (instanceKey: string, plan: MigrationPlan) => Promise<Answer>;
  readonly modifyInstance: (instanceKey: string, modification: Modification) => Promise<Answer>;
  readonly topology: () => Promise<Topology>;
  readonly createWorker: (spec: WorkerSpec) => EngineWorker;
  /** Ends every connection; workers are stopped before. */
  readonly close: () => Promise<void>;
}

/** The engine did not do what it was told. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: 'transient' | 'permanent';
  /** `grpc-14`, `http-503`, `deadline`: what the kind was read from; never the text of the answer. */
  readonly code: string;

  constructor(kind: 'transient' | 'permanent', code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.code = code;
  }
}

/** True for an error that another try may overcome. */
export function isTransient(error: unknown): boolean {
  return error instanceof EngineError && error.kind === 'transient';
}
