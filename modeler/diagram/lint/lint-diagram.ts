import type { Linter, Report } from '@camunda/linting';

const engineVersion = '8.6.0';

/** Finds what engine 8.6 would refuse or stall at. */
export type Lint = (xml: string) => Promise<readonly Report[]>;

/** A diagram of another house may not say for which engine it is drawn: here it is ours. */
export function forOurEngine(xml: string): string {
  if (/\bmodeler:executionPlatformVersion=/.test(xml)) return xml;
  return xml.replace(
    /<((?:\w+:)?definitions)\b/,
    `<$1 xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="${engineVersion}"`,
  );
}

/** The lint comes when it is first asked: the canvas does not wait for it. */
export function createLint(): Lint {
  let linter: Linter | null = null;
  return async (xml) => {
    if (linter === null) {
      const library = await import('@camunda/linting');
      linter = new library.Linter({ modeler: 'web', type: 'cloud' });
    }
    return linter.lint(forOurEngine(xml));
  };
}
