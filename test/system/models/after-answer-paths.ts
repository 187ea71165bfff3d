import { describe } from '@jest/globals';
import { lookBackPaths } from './look-back-paths.ts';
import type { ModelEngine } from './model-engine.ts';
import { promisePaths } from './promise-paths.ts';
import { recoursePaths } from './recourse-paths.ts';

/** What goes on beside a case that was answered. */
export function afterAnswerPaths(
  engine: () => ModelEngine,
  endsOf: (processId: string) => Promise<string[]>,
): void {
  describe('a matter that was taken upward', () => recoursePaths(engine, endsOf));
  describe('a closed case that was drawn', () => lookBackPaths(engine, endsOf));
  describe('what an answer promised', () => promisePaths(engine, endsOf));
}
