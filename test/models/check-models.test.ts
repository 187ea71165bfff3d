import { describe, expect, jest, test } from '@jest/globals';
import { createLanguage } from '../../api/language.ts';
import { createTranslate } from '../../api/model-checks/presenter.ts';
import { checkModels } from '../../workers/models/check-models.ts';
import { changed, shippedSet } from '../support/shipped.ts';
import { hostileXml } from './hostile.ts';

// A net only: bpmnlint is loaded in a thread of its own.
jest.setTimeout(120_000);

const translate = createTranslate(createLanguage());

type Edit = readonly [file: string, place: string | RegExp, by: string];

async function edited(...edits: readonly Edit[]) {
  const set = await shippedSet();
  return edits.reduce(
    (files, [file, place, by]) =>
      files.map((one) =>
        one.name === file ? { ...one, content: changed(one.content, place, by) } : one,
      ),
    set,
  );
}

async function found(...edits: readonly Edit[]) {
  return (await checkModels(await edited(...edits))).map(({ file, rule, level, message }) => ({
    ...{ file, rule, level, message },
  }));
}

const join: Edit = [
  'complaint.bpmn',
  /<bpmn:exclusiveGateway id="Gateway_DraftAgain">([\s\S]*?)<\/bpmn:exclusiveGateway>/,
  '<bpmn:parallelGateway id="Gateway_DraftAgain">$1</bpmn:parallelGateway>',
];
const nobody: Edit = [
  'complaint.bpmn',
  'candidateGroups="=[&quot;office&quot;]"',
  'candidateGroups="=[&quot;offices&quot;]"',
];

describe('before a set goes live', () => {
  test('what is shipped is free of problems, warnings included', async () => {
    expect(await found()).toEqual([]);
  });

  test('everything wrong with it is found at once, each in its file', async () => {
    const all = await found(
      nobody,
      join,
      ['routing.dmn', '<text>"party-government"</text>', '<text>"urban-rural-construction"</text>'],
      ['routing.dmn', '<text>"U-ziran"</text>', '<text>"U-ziran" +</text>'],
      ['regime.dmn', 'hitPolicy="FIRST"', 'hitPolicy="UNIQUE"'],
      ['complaint.bpmn', '=not(claimed)', '=some i in 1..1000000000 satisfies i = 0'],
      ['assign.form', '"key": "unitId"', '"key": "unit"'],
      ['pre-check.form', '"key": "otherBody"', '"key": "remark"'],
    );

    for (const [file, rule, level] of [
      ['complaint.bpmn', 'role', 'error'],
      ['complaint.bpmn', 'no-parallel-join', 'warning'],
      ['complaint.bpmn', 'feel-bomb', 'error'],
      ['complaint.bpmn', 'form-field-missing', 'error'],
      ['routing.dmn', 'table-unreachable', 'warning'],
      ['routing.dmn', 'feel-syntax', 'error'],
      ['regime.dmn', 'table-overlap', 'error'],
      ['pre-check.form', 'form-unread', 'warning'],
    ])
      expect(all).toContainEqual(expect.objectContaining({ file, rule, level }));
  });

  test('a form that no task shows is found', async () => {
    const content = '{"id":"lonely","schemaVersion":16,"type":"default","components":[]}';
    const set = [...(await shippedSet()), { name: 'lonely.form', content }];

    expect(await checkModels(set)).toMatchObject([
      { file: 'lonely.form', rule: 'form-unread', level: 'warning' },
    ]);
  });

  test('examples for a decision that is not there, or with other inputs, are found', async () => {
    const scenario = (decision: string, inputs: object) => ({
      name: 'a.scenario.json',
      content: JSON.stringify({ name: 'a', decision, cases: [{ name: '一', inputs, expect: {} }] }),
    });
    const set = await shippedSet();
    const messages = async (file: ReturnType<typeof scenario>) =>
      (await checkModels([...set, file])).map(({ message }) => message);

    expect(await messages(scenario('Decision_Routing', { topic: 'a', area: null }))).toEqual([]);
    expect(await messages(scenario('Decision_None', {}))).toEqual([
      'the decision «Decision_None» does not exist',
    ]);
    expect(await messages(scenario('Decision_Routing', { topic: 'a', place: 'b' }))).toEqual([
      'the example «一» gives «place», which the decision does not read',
      'the example «一» does not say «area»',
    ]);
  });
});

describe('in Chinese', () => {
  const han = /\p{Script=Han}/u;
  /** What may stay as it is: somebody's own words in quotes, ids, numbers, signs, names of standards. */
  const own =
    /“[^”]*”|\w+ = "[^"]*"|属性 [\w:]+|[\w:.-]*[_:/.-][\w:.-]*|\b(?:XML|DOCTYPE|UTF|XInclude|schemaLocation|BPMN|DMN|JSON|MB|deployment|latest)\b|\d+/g;

  test('every sentence of the checks has its words', async () => {
    const hostile = (['.bpmn', '.dmn'] as const).flatMap((kind) =>
      hostileXml(kind, { url: 'http://127.0.0.1:1', file: '/none' }).map(({ bytes }, at) => ({
        ...{ name: `h${at}${kind}`, content: new TextDecoder().decode(bytes) },
      })),
    );
    const wrong = await edited(
      join,
      nobody,
      ['complaint.bpmn', '<zeebe:userTask />', ''],
      ['complaint.bpmn', /<zeebe:taskDefinition [^>]*>/, ''],
      ['complaint.bpmn', '=not(claimed)', '=not(claimed'],
      ['complaint.bpmn', /<zeebe:subscription [^>]*>/, ''],
      ['complaint.bpmn', 'name="调查办理"', ''],
      ['complaint.bpmn', 'retries="3"', 'retries="0"'],
      ['complaint.bpmn', ' bindingType="deployment"', ''],
      ['complaint.bpmn', 'formId="assign"', 'formId="none"'],
      ['complaint.bpmn', 'processId="sign-off"', 'processId="none"'],
      ['complaint.bpmn', '<bpmn:endEvent', '<bpmn:complexGateway id="Complex" />$&'],
      ['complaint.bpmn', '<bpmn:endEvent', '<bpmn:task id="Alone" name="独" />$&'],
      ['clock.bpmn', 'name="clock-met"', 'name="clock-missed"'],
      ['routing.dmn', 'hitPolicy="FIRST"', 'hitPolicy="UNIQUE"'],
      ['regime.dmn', '<text>"audit"</text>', '<text>today() > topic</text>'],
      ['assign.form', '"key": "unitId"', '"key": "unit id"'],
    );

    const problems = [...(await checkModels(hostile)), ...(await checkModels(wrong))];
    const said = problems.map(({ message }) => ({ message, zh: translate(message, 'zh') }));
    const left = said.filter(
      ({ zh }) => !han.test(zh) || /[A-Za-z]{4,}/.test(zh.replaceAll(own, '')),
    );

    expect(new Set(problems.map(({ rule }) => rule)).size).toBeGreaterThan(20);
    expect(left).toEqual([]);
  });

  test('a word of somebody’s own stays what it is', () => {
    expect(translate('nobody holds the role «process»', 'zh')).toBe('没有“process”这个角色');
    expect(translate('something nobody ever said', 'zh')).toBe('something nobody ever said');
    expect(translate('the file is empty', 'en')).toBe('the file is empty');
  });
});
