import { describe, expect, test } from '@jest/globals';
import { diff } from 'bpmn-js-differ';
import { createLanguage } from '../../api/language.ts';
import { tongueOf } from '../../api/model-checks/presenter.ts';
import { compareFile } from '../../workers/models/differences/compare-files.ts';
import { inWords } from '../../workers/models/words.ts';
import { parseDiagram } from '../../workers/zeebe/lint/read-xml.ts';
import { changed, shipped } from '../support/shipped.ts';

const language = createLanguage();

/** What is said about a file after one place of it was changed. */
async function said(path: string, place: string | RegExp, by: string, lang: 'zh' | 'en' = 'en') {
  const before = await shipped(path);
  return words(path, before, changed(before, place, by), lang);
}

async function words(
  path: string,
  before: string | null,
  after: string | null,
  lang: 'zh' | 'en' = 'en',
) {
  const found = await compareFile(path.replace(/^.*\//, ''), before, after);
  const tongue = tongueOf(language, lang);
  return (found?.changes ?? []).map((change) => inWords(change.words, tongue));
}

const complaint = 'complaint/complaint.bpmn';
const routing = 'complaint/routing.dmn';

describe('a diagram that differs', () => {
  test.each([
    [
      'P15D',
      'P20D',
      'intermediate catch event «评价期满»: timer duration changed from «P15D» to «P20D»',
    ],
    [
      'name="归档"',
      'name="结案归档"',
      'service task «结案归档»: name changed from «归档» to «结案归档»',
    ],
    [
      'type="complaint:archive-case" retries="3"',
      'type="complaint:archive-case" retries="5"',
      'service task «归档»: retries changed from «3» to «5»',
    ],
    [
      '<zeebe:output source="=weight" target="weight" />',
      '<zeebe:output source="=heft" target="weight" />',
      'user task «调查办理»: output «weight» changed from «=weight» to «=heft»',
    ],
    [
      'formId="assign"',
      'formId="assign-2"',
      'user task «交办»: form changed from «assign» to «assign-2»',
    ],
    [
      'candidateGroups="=[&quot;office&quot;]"',
      'candidateGroups="office"',
      'user task «交办»: candidate roles changed from «=["office"]» to «office»',
    ],
    [
      '<zeebe:header key="action" value="assign" />',
      '<zeebe:header key="action" value="draft" />',
      'user task «交办»: task header «action» changed from «assign» to «draft»',
    ],
    [
      '=not(claimed)',
      '=claimed = false',
      'condition changed from «=not(claimed)» to «=claimed = false»',
    ],
    [
      'name="complaint-rated"',
      'name="praised"',
      'message «praised»: name changed from «complaint-rated»',
    ],
    [
      'The office confirms the proposed unit',
      'The office confirms',
      'user task «交办»: documentation changed',
    ],
  ])('says so in words: %s', async (place, by, sentence) => {
    expect(await said(complaint, place, by)).toEqual([expect.stringContaining(sentence)]);
  });

  test('says it in Chinese', async () => {
    expect(await said(complaint, 'P15D', 'P20D', 'zh')).toEqual([
      '中间捕获事件“评价期满”：定时：时长由“P15D”改为“P20D”',
    ]);
  });

  test('tells what was only moved apart from what was changed', async () => {
    const before = await shipped(complaint);
    const after = changed(before, 'x="1060" y="880"', 'x="1060" y="960"');

    const found = await compareFile('complaint.bpmn', before, after);

    expect(found?.changes).toMatchObject([{ kind: 'moved', element: 'Activity_ArchiveCase' }]);
  });

  test('tells a step that came, with everything it brings, and one that went', async () => {
    const step = `<bpmn:userTask id="Task_SiteCheck" name="现场核查"><bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="site-check" bindingType="deployment" /><zeebe:assignmentDefinition candidateGroups="office" /></bpmn:extensionElements></bpmn:userTask>`;
    const before = await shipped(complaint);
    const after = changed(before, '<bpmn:endEvent', `${step}$&`);

    const came = await words(complaint, before, after);
    const went = await words(complaint, after, before);

    expect(came).toEqual(
      expect.arrayContaining([
        'added: user task «现场核查»',
        'user task «现场核查»: form is now «site-check»',
        'user task «现场核查»: candidate roles is now «office»',
      ]),
    );
    expect(went).toEqual(['removed: user task «现场核查»']);
  });

  test('is silent about versions that every set stamps anew', async () => {
    expect(
      await said(
        complaint,
        '<zeebe:versionTag value="1.0.0" />',
        '<zeebe:versionTag value="set-2" />',
      ),
    ).toEqual(['the text differs in spaces, order or comments only']);
  });

  test('names nothing less than the differ of bpmn.io sees', async () => {
    const before = await shipped(complaint);
    const places: [string | RegExp, string][] = [
      ['name="归档"', 'name="档"'],
      ['x="1060" y="880"', 'x="1060" y="960"'],
      ['<bpmn:endEvent', '<bpmn:task id="Task_New" />$&'],
      ['retries="3"', 'retries="4"'],
      ['sourceRef="Task_PreCheck"', 'sourceRef="Task_Assign"'],
    ];
    for (const [place, by] of places) {
      const after = changed(before, place, by);
      const [was, now] = await Promise.all([parseDiagram(before), parseDiagram(after)]);
      const seen = diff(was.root, now.root);
      const ids = [seen._added, seen._removed, seen._changed, seen._layoutChanged].flatMap(
        Object.keys,
      );
      const ours = (await compareFile('a.bpmn', before, after))?.changes.map(
        ({ element }) => element,
      );

      expect(ids.length).toBeGreaterThan(0);
      expect(ids.filter((one) => !ours?.includes(one))).toEqual([]);
    }
  });
});

describe('a table that differs', () => {
  const office = /<rule id="Rule_Routing_PartyGovernment">[\s\S]*?<\/rule>\s*/;

  test('names row and column of a cell', async () => {
    expect(await said(routing, '<text>"U-office"</text>', '<text>"U-other"</text>')).toEqual([
      'decision «承办单位», row 2: column «承办单位» changed from «"U-office"» to «"U-other"»',
    ]);
  });

  test('tells a row that went and one that came', async () => {
    const before = await shipped(routing);
    const after = changed(before, office, '');

    expect(await words(routing, before, after)).toEqual([
      expect.stringMatching(
        /^removed: decision «承办单位», row 2: "party-government" \| - \| "U-office"/,
      ),
    ]);
    expect(await words(routing, after, before)).toEqual([
      expect.stringMatching(/^added: decision «承办单位», row 2: /),
    ]);
  });

  test('tells one moved row as one moved row', async () => {
    const before = await shipped(routing);
    const row = office.exec(before)?.[0] ?? '';
    const after = changed(changed(before, office, ''), '<rule id="Rule_Routing_Urban', `${row}$&`);

    const found = await compareFile('routing.dmn', before, after);

    expect(found?.tables[0]?.rows.filter(({ kind }) => kind !== 'same')).toMatchObject([
      { id: 'Rule_Routing_PartyGovernment', kind: 'moved', numberBefore: 2, numberAfter: 1 },
    ]);
  });

  test('knows a row again whose id was made anew', async () => {
    const before = await shipped(routing);
    const after = before.replaceAll('Rule_Routing_PartyGovernment', 'DecisionRule_0abc');

    const found = await compareFile('routing.dmn', before, after);

    expect(found?.tables[0]?.rows.filter(({ kind }) => kind !== 'same')).toEqual([]);
  });

  test('tells a new column title, a type and the hit policy', async () => {
    expect(await said(routing, 'label="主题"', 'label="诉求主题"')).toEqual([
      'column «诉求主题»: column title changed from «主题» to «诉求主题»',
    ]);
    expect(await said(routing, 'hitPolicy="FIRST"', 'hitPolicy="ANY"')).toEqual([
      'decision «承办单位»: hit policy changed from «FIRST» to «ANY»',
    ]);
  });
});

describe('a form that differs', () => {
  test('is told field by field, by key', async () => {
    expect(await said('complaint/assign.form', '"maxLength": 2000', '"maxLength": 500')).toEqual([
      'text area «交办要求»: most characters changed from «2000» to «500»',
    ]);
  });

  test('tells what came, went and moved', async () => {
    const form = (keys: readonly string[]) =>
      JSON.stringify({
        ...{ id: 'f', schemaVersion: 16, type: 'default' },
        components: keys.map((key) => ({ type: 'textfield', id: `Field_${key}`, key, label: key })),
      });

    expect(await words('f.form', form(['a', 'b', 'c']), form(['b', 'c', 'a', 'd']))).toEqual([
      'added: text field «d»',
      'moved or drawn differently: text field «a»',
    ]);
    expect(await words('f.form', form(['a', 'b']), form(['b']))).toEqual([
      'removed: text field «a»',
    ]);
  });
});

test('examples that differ are told by name', async () => {
  const scenario = (topic: string) =>
    JSON.stringify({
      ...{ name: 's', decision: 'Decision_Routing' },
      cases: [{ name: '路灯', inputs: { topic }, expect: { unitId: 'U-1' } }],
    });

  expect(await words('s.scenario.json', scenario('a'), scenario('b'))).toEqual([
    'example «路灯»: input «topic» changed from «"a"» to «"b"»',
  ]);
});

test('a version that cannot be read is said so', async () => {
  expect(await words('a.bpmn', await shipped(complaint), '<html/>')).toEqual([
    'one of the versions cannot be read: see the problems',
  ]);
});
