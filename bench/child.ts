import { type ChildProcess, fork } from 'node:child_process';
import { openSync } from 'node:fs';

/** A process of ours that runs a file of the bench. */
export interface Child {
  readonly pid: number;
  readonly onWord: (take: (word: unknown) => void) => void;
  /** Asks it to end and waits; it is killed when it does not. */
  readonly stop: () => Promise<void>;
}

const stopLimitMs = 20_000;

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/**
 * Starts a TypeScript file in a process of its own. It ends by itself when this one does.
 *
 * @param logFile where it writes to
 * @param profileDir folder for a CPU profile; null: none is taken
 */
export function startChild(
  file: URL,
  words: readonly string[],
  { logFile, profileDir = null }: { logFile: string; profileDir?: string | null },
): Child {
  const log = openSync(logFile, 'a');
  const child = fork(file, [...words], {
    execArgv: [
      ...['--import', 'tsx'],
      ...(profileDir === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`]),
    ],
    stdio: ['ignore', log, log, 'ipc'],
  });
  return {
    pid: child.pid ?? 0,
    onWord: (take) => {
      child.removeAllListeners('message');
      child.on('message', take);
    },
    stop: async () => {
      const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
      child.disconnect();
      await ended(child);
      clearTimeout(limit);
    },
  };
}
