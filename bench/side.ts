/** What the script does with a task that was created; null keeps it for later. */
export type Judge = (elementId: string) => Readonly<Record<string, unknown>> | null;

/** A complaint under way. */
export interface UnderWay {
  readonly caseId: string;
  /** When the client held the receipt, in ms since 1970. */
  readonly acceptedAt: number;
  /** When the engine created its first task by the record's own time, in ms since 1970. */
  readonly firstTask: Promise<number>;
  /** Resolves when the case is archived, or refused. */
  readonly ended: Promise<void>;
}

/** Floor or product as the load generator sees it. */
export interface Side {
  /** Sends one complaint and keeps its receipt on disk. */
  readonly send: () => Promise<UnderWay>;
  /** From now on tasks are done as `judge` says; those that were kept are judged again. */
  readonly judgeBy: (judge: Judge) => void;
  /** Processes whose time this side costs, the client's included. */
  readonly pids: () => Readonly<Record<string, number>>;
}
