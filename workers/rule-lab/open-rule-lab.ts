import type { Config } from '../platform/config.ts';
import type { Logger } from '../platform/logger.ts';
import { createRuleLab, type RuleLab } from './rule-lab.ts';

/** The rule lab as this house is set up; without Java it refuses with a sentence. Started when it is first asked. */
export function openRuleLab(
  { RULE_LAB_JAVA: java, RULE_LAB_CLASSPATH: classpath }: Config,
  logger: Logger,
  niceness: number,
): RuleLab {
  const command = java === '' || classpath === '' ? null : { java, classpath, niceness };
  return createRuleLab(command, logger.of('rule-lab'));
}
