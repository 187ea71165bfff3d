import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { Refusal } from '../refusal.ts';
import type { RuleAnswer } from './past-case.ts';

const json = z.json();

/** Example cases of one decision, kept with the set: what goes in and what has to come out. */
const scenarioFile = z.strictObject({
  name: z.string().min(1).max(100),
  decision: z.string().min(1).max(100),
  cases: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(200),
        inputs: z.record(z.string().min(1).max(100), json),
        /** Outputs by name; those left out may be anything. */
        expect: z.record(z.string().min(1).max(100), json),
        /** Id of the row that has to match; left out: any. */
        row: z.string().min(1).max(100).optional(),
      }),
    )
    .min(1)
    .max(200),
});
export type ScenarioFile = z.infer<typeof scenarioFile>;
export type ScenarioCase = ScenarioFile['cases'][number];

/** How a file of example cases is told from the others of a set. */
export function isScenario(fileName: string): boolean {
  return fileName.endsWith('.scenario.json');
}

/**
 * Reads a file of example cases.
 *
 * @throws Refusal `SCENARIO_UNREADABLE` naming file and place
 */
export function readScenario(file: string, text: string): ScenarioFile {
  const read = scenarioFile.safeParse(parsed(text));
  if (read.success) return read.data;
  const [first] = read.error.issues;
  throw new Refusal('SCENARIO_UNREADABLE', { file, place: first?.path.join('/') ?? '' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether an answer is what an example case expects. A table with one output answers without its name. */
export function meets({ expect, row }: ScenarioCase, answer: RuleAnswer): boolean {
  if (answer.failure !== null) return false;
  if (row !== undefined && !answer.rows.some(({ id }) => id === row)) return false;
  const { output } = answer;
  const wanted = Object.entries(expect);
  if (isRecord(output)) {
    return wanted.every(([name, value]) => canonicalJson(output[name]) === canonicalJson(value));
  }
  return (
    wanted.length <= 1 &&
    wanted.every(([, value]) => canonicalJson(output) === canonicalJson(value))
  );
}
