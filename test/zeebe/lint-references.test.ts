import { describe, expect, jest, test } from '@jest/globals';
import { checkSet, knownToHouse, sentenceOf } from '../../workers/zeebe/lint/check-set.ts';
import { resolveReferences } from '../../workers/zeebe/lint/resolve-references.ts';
import { changed, shippedSet } from '../support/shipped.ts';

// A net only: bpmnlint is loaded in a thread of its own.
jest.setTimeout(60_000);

/** The shipped set with one place of one file changed. */
async function setWith(file: string, place: string | RegExp, by: string) {
  const set = await shippedSet();
  return set.map((one) =>
    one.name === file ? { ...one, content: changed(one.content, place, by) } : one,
  );
}
const without = async (file: string) => (await shippedSet()).filter(({ name }) => name !== file);

describe('before deployment a set is refused when', () => {
  test.each([
    [
      'nobody serves a job type',
      'complaint.bpmn',
      'complaint:archive-case',
      'complaint:burn-case',
      'job-type',
      '«complaint:burn-case»',
    ],
    [
      'a job type is computed',
      'complaint.bpmn',
      'type="complaint:archive-case"',
      'type="=kind"',
      'job-type',
      '«=kind»',
    ],
    [
      'nobody sends a message',
      'complaint.bpmn',
      'name="complaint-rated"',
      'name="complaint-praised"',
      'message',
      '«complaint-praised»',
    ],
    [
      'a called process does not exist',
      'complaint.bpmn',
      'processId="sign-off"',
      'processId="sign-of"',
      'called-process',
      '«sign-of»',
    ],
    [
      'a decision does not exist',
      'complaint.bpmn',
      'decisionId="Decision_Regime"',
      'decisionId="Decision_Regimen"',
      'decision',
      '«Decision_Regimen»',
    ],
    [
      'a form does not exist',
      'sign-off.bpmn',
      'formId="sign-off"',
      'formId="signoff"',
      'form',
      '«signoff»',
    ],
    [
      'a task stands for an action nobody knows',
      'sign-off.bpmn',
      'value="sign"',
      'value="stamp"',
      'action',
      '«stamp»',
    ],
    [
      'free text would leave its form',
      'complaint.bpmn',
      'source="=weight"',
      'source="=proposal"',
      'only-facts-leave',
      '«proposal»',
    ],
  ])('%s', async (_, file, place, by, rule, name) => {
    const problems = await resolveReferences(await setWith(file, place, by), knownToHouse);

    expect(problems).toMatchObject([
      { file, rule, line: expect.any(Number), message: expect.stringContaining(name) },
    ]);
  });

  test('a decision it is bound to is not part of it', async () => {
    const deployed = { processes: [], decisions: ['Decision_Ladder'], forms: [] };

    const problems = await resolveReferences(await without('ladder.dmn'), {
      ...knownToHouse,
      deployed,
    });

    expect(problems).toMatchObject([{ element: 'Activity_DecideRung', rule: 'decision' }]);
  });

  test('a diagram calls itself by way of another', async () => {
    const set = await setWith('sign-off.bpmn', /id="sign-off" name/, 'id="complaint-again" name');
    const circle = set.map((one) =>
      one.name === 'complaint.bpmn'
        ? { ...one, content: changed(one.content, 'processId="sign-off"', 'processId="complaint"') }
        : one,
    );

    expect(await resolveReferences(circle, knownToHouse)).toMatchObject([
      { rule: 'circle', element: 'Activity_SignOff' },
    ]);
  });

  test('it holds a process twice', async () => {
    const set = await shippedSet();
    const twin = set
      .filter(({ name }) => name === 'clock.bpmn')
      .map((one) => ({ ...one, name: 'copy.bpmn' }));

    expect(await resolveReferences([...set, ...twin], knownToHouse)).toMatchObject([
      { file: 'copy.bpmn', rule: 'twice', element: 'clock' },
    ]);
  });

  test('it is empty', async () => {
    expect(await checkSet([])).toMatchObject([{ rule: 'empty' }]);
  });

  test('one of its files cannot be read, and says which', async () => {
    const problems = await checkSet(await setWith('clock.bpmn', '</bpmn:process>', ''));

    expect(problems.map(sentenceOf)).toEqual([
      expect.stringMatching(/^clock\.bpmn:\d+ broken XML: .* \(xml\)$/),
    ]);
  });
});

describe('a set may be deployed', () => {
  test('when a link to what is in force means today’s version', async () => {
    const set = await setWith(
      'escalation.bpmn',
      'bindingType="deployment"',
      'bindingType="latest"',
    );
    const deployed = { processes: [], decisions: ['Decision_Ladder'], forms: [] };

    const problems = await resolveReferences(
      set.filter(({ name }) => name !== 'ladder.dmn'),
      { ...knownToHouse, deployed },
    );

    expect(problems).toEqual([]);
  });

  test('with a step of an owner between two shipped ones', async () => {
    const step = `<bpmn:userTask id="Activity_1abc2de" name="现场核查">
      <bpmn:extensionElements><zeebe:userTask /><zeebe:formDefinition formId="assign" bindingType="deployment" /><zeebe:assignmentDefinition candidateGroups="office" /></bpmn:extensionElements>
      <bpmn:incoming>Flow_SiteCheck</bpmn:incoming><bpmn:outgoing>Flow_Assign_Dispatch</bpmn:outgoing></bpmn:userTask>
      <bpmn:sequenceFlow id="Flow_SiteCheck" sourceRef="Task_Assign" targetRef="Activity_1abc2de" />`;
    const drawn = await setWith(
      'complaint.bpmn',
      '<bpmn:outgoing>Flow_Assign_Dispatch',
      '<bpmn:outgoing>Flow_SiteCheck',
    );
    const set = drawn.map((one) =>
      one.name === 'complaint.bpmn'
        ? {
            ...one,
            content: changed(
              changed(one.content, '<bpmn:startEvent', `${step}<bpmn:startEvent`),
              'id="Flow_Assign_Dispatch" sourceRef="Task_Assign"',
              'id="Flow_Assign_Dispatch" sourceRef="Activity_1abc2de"',
            ).replace(
              '<bpmndi:BPMNShape id="Task_Assign_Shape"',
              '<bpmndi:BPMNShape id="New" bpmnElement="Activity_1abc2de"><dc:Bounds x="300" y="700" width="100" height="80" /></bpmndi:BPMNShape>$&',
            ),
          }
        : one,
    );

    expect((await checkSet(set)).filter(({ rule }) => rule !== 'no-bpmndi')).toEqual([]);
  });
});
