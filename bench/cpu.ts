import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Seconds of processor time a process has used, its threads included; 0 when it is gone. */
export function cpuSecondsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold blanks: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return 0;
  }
}

/** Seconds of processor time that all processes of the machine have used. */
export function cpuSecondsOfAll(): number {
  const [first = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = first
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) / ticksPerSecond;
}

/** What was used of the processors since the watch began. */
export interface CpuUse {
  readonly seconds: number;
  /** By the name it was given. */
  readonly by: Readonly<Record<string, number>>;
  /** Processors kept busy by everybody else, on average: 0.3 is the most a pair may have. */
  readonly others: number;
}

export interface CpuWatch {
  readonly read: () => CpuUse;
}

/**
 * Begins to watch.
 *
 * @param counted processes whose use is asked for, by name
 * @param ours every process this run has started: what is left over is others'
 */
export function watchCpu(
  counted: Readonly<Record<string, number>>,
  ours: readonly number[],
): CpuWatch {
  const startedAt = performance.now();
  const before = new Map(
    [...ours, ...Object.values(counted)].map((pid) => [pid, cpuSecondsOf(pid)]),
  );
  const allBefore = cpuSecondsOfAll();
  const usedBy = (pid: number) => Math.max(0, cpuSecondsOf(pid) - (before.get(pid) ?? 0));
  return {
    read: () => {
      const by = Object.fromEntries(
        Object.entries(counted).map(([name, pid]) => [name, usedBy(pid)]),
      );
      const own = ours.reduce((sum, pid) => sum + usedBy(pid), 0);
      const elapsed = (performance.now() - startedAt) / 1000;
      return {
        seconds: Object.values(by).reduce((sum, one) => sum + one, 0),
        by,
        others: Math.max(0, (cpuSecondsOfAll() - allBefore - own) / elapsed),
      };
    },
  };
}

/** Processes that these have started, and those that they have started. */
export function descendantsOf(pids: readonly number[]): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const found: number[] = [];
  let generation = pids;
  while (generation.length > 0) {
    const parentsNow = generation;
    generation = parents.flatMap(([pid, parent]) => (parentsNow.includes(parent) ? [pid] : []));
    found.push(...generation);
  }
  return found;
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
