import { ensureExporter } from '../../engine/launch/exporter.mjs';
import { ruleLabEnv } from '../../engine/launch/rule-lab.mjs';
import { createRuleLab, type RuleLab } from '../../workers/rule-lab/rule-lab.ts';
import { ruleTextOf } from '../../workers/rule-lab/rule-set.ts';
import { createKeptLog } from './quiet-logger.ts';

/** The real rule lab, built when it is not there yet. */
export async function openLab(): Promise<RuleLab> {
  await ensureExporter();
  const { RULE_LAB_JAVA: java = '', RULE_LAB_CLASSPATH: classpath = '' } = await ruleLabEnv();
  return createRuleLab({ java, classpath, niceness: 0 }, createKeptLog());
}

const inText = (expression: string) =>
  expression.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The cells of a small table `Decision_Small` that reads `word` and answers `answer`. */
export interface SmallTable {
  readonly fits?: string;
  readonly answer: string;
  readonly hitPolicy?: string;
}

function decisionOf(id: string, table: SmallTable, more = ''): string {
  const { fits = '', answer, hitPolicy = 'FIRST' } = table;
  return `<decision id="${id}" name="${id}">${more}<decisionTable id="${id}_T" hitPolicy="${hitPolicy}">
    <input id="${id}_I"><inputExpression id="${id}_E" typeRef="string"><text>word</text></inputExpression></input>
    <output id="${id}_O" name="answer"/>
    <rule id="${id}_R1"><inputEntry id="${id}_I1"><text>"never"</text></inputEntry><outputEntry id="${id}_O1"><text>0</text></outputEntry></rule>
    <rule id="${id}_R2"><inputEntry id="${id}_I2"><text>${inText(fits)}</text></inputEntry><outputEntry id="${id}_O2"><text>${inText(answer)}</text></outputEntry></rule>
  </decisionTable></decision>`;
}

function fileOf(name: string, decisions: string) {
  return ruleTextOf({
    name,
    content: `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="Rules" name="Rules" namespace="https://huiying.example/test">
  ${decisions}
</definitions>`,
  });
}

/** A file with one small table. */
export function smallRules(table: SmallTable, name = 'small.dmn') {
  return fileOf(name, decisionOf('Decision_Small', table));
}

/** A file in which so many decisions lean on each other; the last one is `Decision_<length - 1>`. */
export function chainOfRules(length: number) {
  const decisions = Array.from({ length }, (_, index) => {
    const needs = `<informationRequirement id="N_${index}"><requiredDecision href="#Decision_${index - 1}"/></informationRequirement>`;
    return decisionOf(`Decision_${index}`, { answer: '1' }, index === 0 ? '' : needs);
  });
  return fileOf('chain.dmn', decisions.join('\n'));
}
