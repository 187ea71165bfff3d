import type { EnginePort } from '../../../workers/zeebe/port.ts';

export interface SeenStall {
  readonly key: string;
  readonly jobKey: string;
  readonly message: string;
}

/** An engine under test, real or fake, and what may be done to it. */
export interface EngineHarness {
  /** The port of one more process of the house. */
  readonly connect: () => EnginePort;
  /** Stalls that arose so far and were not resolved. */
  readonly stalls: () => Promise<readonly SeenStall[]>;
  /** Keys of the open user tasks of a process. */
  readonly taskKeys: (processId: string) => Promise<readonly string[]>;
  /** Publishes a message whose variables are JSON no JavaScript value could give; false when the engine refuses it. */
  readonly publishRaw: (name: string, key: string, variables: string) => Promise<boolean>;
  /** The engine dies as by a power cut; `recover` starts it on the same data. */
  readonly goDown: () => Promise<void>;
  /** Commands reach the engine, answers do not come back, until `recover`. */
  readonly loseAnswers: () => Promise<void>;
  readonly recover: () => Promise<void>;
  readonly close: () => Promise<void>;
}
