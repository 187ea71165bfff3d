// The rule lab: api and workers start it when a draft of a rule is to be tried, and kill it when it takes too long.
import { delimiter, join } from 'node:path';
import { findJdk } from './jdk.mjs';
import { repoDir } from './paths.mjs';
import { ensureZeebe } from './zeebe-binary.mjs';

/** Built together with the exporter, see exporter.mjs. */
export const ruleLabJar = join(repoDir, 'engine/rule-lab/target/huiying-rule-lab.jar');

/**
 * The settings of api and workers by which they start the rule lab: the engine's own library, from its distribution.
 *
 * @returns {Promise<Record<string, string>>} empty where there is no JDK that could run it
 */
export async function ruleLabEnv() {
  const jdk = await findJdk();
  if (!jdk) return {};
  const home = await ensureZeebe();
  return {
    RULE_LAB_JAVA: join(jdk.home, 'bin', 'java'),
    RULE_LAB_CLASSPATH: [ruleLabJar, join(home, 'lib', '*')].join(delimiter),
  };
}
