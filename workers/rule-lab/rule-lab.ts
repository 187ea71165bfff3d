import { Refusal } from '../../processes/refusal.ts';
import type { RuleAnswer } from '../../processes/replay/past-case.ts';
import type { Logger } from '../platform/logger.ts';
import { textProblems } from '../zeebe/lint/read-text.ts';
import {
  type LabCommand,
  LabFailure,
  type LabLine,
  type LabProcess,
  type LabResult,
  startLabProcess,
} from './lab-process.ts';

/** A file of decisions as it is to be tried. */
export interface RuleText {
  readonly name: string;
  /** SHA-256 of the text: the lab parses each text once. */
  readonly digest: string;
  readonly content: string;
}

export type Variables = Readonly<Record<string, unknown>>;

/** An answer with what each input column came to. */
export interface TriedRule extends RuleAnswer {
  readonly inputs: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly value: unknown;
  }[];
}

/**
 * Tries rules beside the engine, in a process that may be killed. Every call throws
 * Refusal `RULE_TOO_SLOW`, `RULE_TOO_LARGE`, `RULE_TOO_DEEP`, `RULE_UNREADABLE`, `RULE_LAB_BUSY` or `RULE_LAB_AWAY`.
 */
export interface RuleLab {
  /** False in a house that has no Java for it: then every call is refused. */
  readonly isSetUp: boolean;
  /** The ids of the decisions in a file, as the engine reads it. */
  readonly read: (file: RuleText) => Promise<readonly string[]>;
  readonly evaluate: (
    file: RuleText,
    decisionId: string,
    inputs: readonly Variables[],
  ) => Promise<readonly TriedRule[]>;
  /** Evaluates every cell of a file by itself; how many. */
  readonly probe: (file: RuleText) => Promise<number>;
  /** Evaluates expressions of a diagram by themselves. */
  readonly tryExpressions: (name: string, expressions: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a person's rule may take. */
const limitMs = 2000;
/** Each further example of the same request. */
const perExampleMs = 50;
/** So many may wait; the next one is told to come again. */
const mostWaiting = 16;
const idleMs = 5 * 60_000;
const longestRequest = 8_000_000;

function refusalOf(error: unknown, file: string): unknown {
  if (!(error instanceof LabFailure)) return error;
  const { at: place } = error;
  switch (error.kind) {
    case 'slow':
      return new Refusal('RULE_TOO_SLOW', { file, place, seconds: limitMs / 1000 });
    case 'large':
      return new Refusal('RULE_TOO_LARGE', { file, place });
    case 'died':
      return new Refusal('RULE_LAB_AWAY', {});
  }
}

function mustAnswer(answer: LabLine, file: string): LabLine {
  const { error, message = '' } = answer;
  if (error === undefined) return answer;
  if (error === 'TOO_DEEP') throw new Refusal('RULE_TOO_DEEP', { file });
  if (error === 'TOO_LARGE') throw new Refusal('RULE_TOO_LARGE', { file, place: '' });
  throw new Refusal('RULE_UNREADABLE', { file, message: message.slice(0, 500) });
}

function triedOf(decisionId: string, { output, failure, decisions = [] }: LabResult): TriedRule {
  const own = decisions.find(({ id }) => id === decisionId);
  return {
    output: failure == null ? output : null,
    failure: failure ?? null,
    rows: own?.rules ?? [],
    inputs: own?.inputs ?? [],
  };
}

/**
 * A lab that is started when it is first asked, restarted after it was killed, and put away when nobody asks.
 *
 * @param command null: this house has none
 */
export function createRuleLab(command: LabCommand | null, logger: Logger): RuleLab {
  let lab: LabProcess | null = null;
  let loaded = new Set<string>();
  let waiting = 0;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  let idle: ReturnType<typeof setTimeout> | undefined;

  function putAway(): void {
    void lab?.kill();
    lab = null;
  }

  async function running(): Promise<LabProcess> {
    if (command === null || closed) throw new Refusal('RULE_LAB_AWAY');
    if (lab?.isRunning()) return lab;
    loaded = new Set();
    lab = await startLabProcess(command);
    logger.info('rule-lab.started', { pid: lab.pid });
    return lab;
  }

  /** One after the other: a rule that takes everything takes it from those who wait here, and from nobody else. */
  async function inTurn<T>(file: string, work: (lab: LabProcess) => Promise<T>): Promise<T> {
    if (waiting >= mostWaiting) throw new Refusal('RULE_LAB_BUSY');
    waiting += 1;
    clearTimeout(idle);
    const turn = last.then(async () => work(await running()));
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } catch (error) {
      if (error instanceof LabFailure)
        logger.warn('rule-lab.killed', { kind: error.kind, file, place: error.at });
      throw refusalOf(error, file);
    } finally {
      waiting -= 1;
      if (waiting === 0) {
        idle = setTimeout(putAway, idleMs);
        idle.unref();
      }
    }
  }

  /** What is left of the time a request may take, its loading included. */
  const leftOf = (end: number) => Math.max(1, end - performance.now());

  async function load(process: LabProcess, { name, digest, content }: RuleText, end: number) {
    const [problem] = textProblems(name, content);
    // No parser is given a document type or another encoding, nor one this size.
    if (problem !== undefined)
      throw new Refusal('RULE_UNREADABLE', { file: name, message: problem.message });
    const answer = await process.ask({ op: 'load', digest, text: content }, leftOf(end));
    const { decisions = [] } = mustAnswer(answer, name);
    loaded.add(digest);
    return decisions.map(({ id }) => id);
  }

  async function askLoaded(
    process: LabProcess,
    file: RuleText,
    request: Variables,
    limit: number,
  ): Promise<LabLine> {
    const end = performance.now() + limit;
    const asked = { ...request, digest: file.digest };
    if (!loaded.has(file.digest)) await load(process, file, end);
    const answer = await process.ask(asked, leftOf(end));
    // It keeps the files used last; this one was pushed out.
    if (answer.error !== 'NOT_LOADED') return mustAnswer(answer, file.name);
    await load(process, file, end);
    return mustAnswer(await process.ask(asked, leftOf(end)), file.name);
  }

  return {
    isSetUp: command !== null,
    read: (file) =>
      inTurn(file.name, (process) => load(process, file, performance.now() + limitMs)),
    evaluate: async (file, decisionId, inputs) => {
      if (inputs.length === 0) return [];
      if (JSON.stringify(inputs).length > longestRequest)
        throw new Refusal('RULE_TOO_LARGE', { file: file.name, place: decisionId });
      return inTurn(file.name, async (process) => {
        const limit = limitMs + perExampleMs * (inputs.length - 1);
        const request = { op: 'evaluate', decisionId, inputs };
        const { results = [] } = await askLoaded(process, file, request, limit);
        return results.map((result) => triedOf(decisionId, result));
      });
    },
    probe: (file) =>
      inTurn(file.name, async (process) => {
        const { cells = 0 } = await askLoaded(process, file, { op: 'probe' }, limitMs);
        return cells;
      }),
    tryExpressions: async (name, expressions) => {
      if (expressions.length === 0) return;
      await inTurn(name, async (process) => {
        const asked = { op: 'feel', expressions, variables: {} };
        mustAnswer(await process.ask(asked, limitMs), name);
      });
    },
    close: async () => {
      closed = true;
      clearTimeout(idle);
      await lab?.kill();
    },
  };
}
