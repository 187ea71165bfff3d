import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** How the lab is started. */
export interface LabCommand {
  /** How far it stands back for others, 0 to 19: 0 where somebody waits for it. */
  readonly niceness: number;
  /** The `java` program. */
  readonly java: string;
  readonly classpath: string;
}

/** Why a request has no answer: `slow` and `large` are the fault of what was asked, `died` need not be. */
export class LabFailure extends Error {
  override readonly name = 'LabFailure';
  readonly kind: 'slow' | 'large' | 'died';
  /** The cell or expression it was at, where it said so. */
  readonly at: string;

  constructor(kind: 'slow' | 'large' | 'died', at = '') {
    super(kind);
    this.kind = kind;
    this.at = at;
  }
}

const matched = z.object({ id: z.string(), index: z.number() });
const result = z.object({
  /** Absent where it could not be decided. */
  output: z.unknown().optional(),
  failure: z.string().nullish(),
  failedId: z.string().nullish(),
  decisions: z
    .array(
      z.object({
        id: z.string(),
        inputs: z.array(
          z.object({ id: z.string(), name: z.string().nullable(), value: z.unknown() }),
        ),
        rules: z.array(matched),
      }),
    )
    .optional(),
});
const line = z.object({
  ready: z.boolean().optional(),
  id: z.number().optional(),
  at: z.string().optional(),
  error: z.string().optional(),
  message: z.string().optional(),
  cells: z.number().optional(),
  decisions: z.array(z.object({ id: z.string(), name: z.string().nullable() })).optional(),
  results: z.array(result).optional(),
});
export type LabLine = z.infer<typeof line>;
export type LabResult = z.infer<typeof result>;

/** One running lab; it answers one request after the other. */
export interface LabProcess {
  /** @throws LabFailure; after any the process is gone */
  readonly ask: (request: Readonly<Record<string, unknown>>, limitMs: number) => Promise<LabLine>;
  readonly isRunning: () => boolean;
  readonly pid: number;
  readonly kill: () => Promise<void>;
}

/** Java ends with this code when its memory is used up. */
const outOfMemoryCode = 3;
const startLimitMs = 30_000;
/** So many times its limit a request is waited for while the machine gives the lab no turn. */
const patience = 5;
const lookEveryMs = 50;
/** The kernel counts in hundredths of a second on every Linux that Node runs on. */
const tickMs = 10;
const memory = ['-Xms32m', '-Xmx160m', '-XX:MaxMetaspaceSize=160m', '-XX:MaxDirectMemorySize=16m'];
/** One processor's worth of threads: what a draft takes, it takes from other drafts. */
const modesty = ['-XX:+UseSerialGC', '-XX:ActiveProcessorCount=1', '-XX:+ExitOnOutOfMemoryError'];

/** Processor time of a process, in ms; endless where the system does not tell: then the clock alone decides. */
function cpuMsOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold blanks: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function begin({ java, classpath, niceness }: LabCommand) {
  const args = [...memory, ...modesty, '-cp', classpath, 'org.huiying.rulelab.Main'];
  const stdio: ['pipe', 'pipe', 'ignore'] = ['pipe', 'pipe', 'ignore'];
  // None of our settings: it needs no secret.
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' };
  return process.platform === 'win32'
    ? spawn(java, args, { stdio, env })
    : spawn('nice', ['-n', String(niceness), java, ...args], { stdio, env });
}

interface Waiting {
  readonly resolve: (answer: LabLine) => void;
  readonly reject: (error: LabFailure) => void;
}

/**
 * Starts a lab and waits until it is ready.
 *
 * @throws LabFailure `died` when it does not start
 */
export async function startLabProcess(command: LabCommand): Promise<LabProcess> {
  const child = begin(command);
  let running = true;
  let waiting: Waiting | null = null;
  let at = '';
  let isSlow = false;
  let asked = 0;
  const gone = new Promise<void>((resolve) => {
    const end = (code: number | null) => {
      if (!running) return;
      running = false;
      const kind = isSlow ? 'slow' : code === outOfMemoryCode ? 'large' : 'died';
      waiting?.reject(new LabFailure(kind, at));
      waiting = null;
      resolve();
    };
    child.once('error', () => end(null));
    child.once('exit', end);
  });
  // Writing to a process that has just ended is told by its end.
  child.stdin.on('error', () => undefined);

  createInterface({ input: child.stdout }).on('line', (text) => {
    const said = readLine(text);
    if (waiting === null) return;
    if (said === null) {
      // Whatever this is, it is no lab of ours: better none than one that is waited for in vain.
      child.kill('SIGKILL');
      return;
    }
    if (said.at !== undefined) {
      at = said.at;
      return;
    }
    const { resolve } = waiting;
    waiting = null;
    resolve(said);
  });

  function answer(limitMs: number, request: string | null): Promise<LabLine> {
    if (!running) return Promise.reject(new LabFailure('died'));
    at = '';
    const begun = { at: performance.now(), cpu: cpuMsOf(child.pid) };
    const look = () => {
      const usedMs = cpuMsOf(child.pid) - begun.cpu;
      // On a machine that gave it no turn, nothing is said about the rule yet.
      const isStarved = usedMs < limitMs * 0.9 && performance.now() - begun.at < limitMs * patience;
      if (isStarved) {
        limit = setTimeout(look, lookEveryMs);
        return;
      }
      isSlow = true;
      child.kill('SIGKILL');
    };
    let limit = setTimeout(look, limitMs);
    return new Promise<LabLine>((resolve, reject) => {
      waiting = { resolve, reject };
      if (request !== null) child.stdin.write(request);
    }).finally(() => clearTimeout(limit));
  }

  await answer(startLimitMs, null);
  return {
    pid: child.pid ?? 0,
    isRunning: () => running,
    ask: (request, limitMs) => {
      asked += 1;
      return answer(limitMs, `${JSON.stringify({ ...request, id: asked })}\n`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function readLine(text: string): LabLine | null {
  try {
    const read = line.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
