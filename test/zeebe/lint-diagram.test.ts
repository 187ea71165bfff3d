import { describe, expect, jest, test } from '@jest/globals';
import {
  type LintOptions,
  lintByOwnRules,
  lintDiagram,
  lintDiagrams,
} from '../../workers/zeebe/lint/lint-models.ts';
import { changed, shipped } from '../support/shipped.ts';

// A net only: bpmnlint is loaded in a thread of its own.
jest.setTimeout(60_000);

/** The complaint diagram with one place changed. */
async function complaintWith(place: string | RegExp, by: string) {
  return changed(await shipped('complaint/complaint.bpmn'), place, by);
}
async function saidOf(xml: string, options?: LintOptions) {
  return (await lintByOwnRules(xml, options)).problems;
}
const task = (id: string) => `<bpmn:userTask id="${id}"`;
const boundary = (id: string, cancels: boolean) =>
  `<bpmn:boundaryEvent id="Event_TooLate" name="太久" attachedToRef="${id}" cancelActivity="${cancels}">
     <bpmn:outgoing>Flow_TooLate</bpmn:outgoing>
     <bpmn:timerEventDefinition id="Timer_TooLate"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition>
   </bpmn:boundaryEvent>
   <bpmn:endEvent id="Event_Lost" name="丢失"><bpmn:incoming>Flow_TooLate</bpmn:incoming></bpmn:endEvent>
   <bpmn:sequenceFlow id="Flow_TooLate" sourceRef="Event_TooLate" targetRef="Event_Lost" />
   ${task(id)}`;

describe('before deployment a diagram is refused when', () => {
  test.each([
    [
      'a node does not list a flow',
      '<bpmn:incoming>Flow_Assign_Dispatch</bpmn:incoming>',
      '',
      'flows-listed',
      'Flow_Assign_Dispatch',
    ],
    [
      'a flow leads elsewhere than listed',
      'targetRef="Event_Archived"',
      'targetRef="Activity_ArchiveCase"',
      'flows-listed',
      'Flow_ArchiveCase_Archived',
    ],
    [
      'a link does not say which version is meant',
      ' bindingType="deployment"',
      '',
      'binding-stated',
      'Activity_DecideRegime',
    ],
    ['a job is never tried', 'retries="3"', 'retries="0"', 'retries', 'Activity_OpenCase'],
    [
      'nobody may do a task',
      /<zeebe:assignmentDefinition [^>]*>/,
      '',
      'somebody-may',
      'Task_PreCheck',
    ],
    [
      'a task names a person',
      'candidateGroups="=[&quot;office&quot;]"',
      'candidateGroups="office" candidateUsers="wang"',
      'no-names',
      'Task_Assign',
    ],
    [
      'a timer takes a case away from a task that stands for an action',
      task('Task_Assign'),
      boundary('Task_Assign', true),
      'no-timer-on-action',
      'Event_TooLate',
    ],
  ])('%s', async (_, place, by, rule, element) => {
    const problems = await saidOf(await complaintWith(place, by));

    expect(problems).toMatchObject([{ rule, element, line: expect.any(Number) }]);
  });

  test('it is too large to be read by anybody', async () => {
    const many = Array.from({ length: 1001 }, (_, n) => `<bpmn:task id="Task_${n}" />`).join('');

    const problems = await lintDiagram(await complaintWith('<bpmn:startEvent', `${many}$&`));

    expect(problems).toMatchObject([{ rule: 'size' }]);
  });

  test('the engine’s version cannot run it, or bpmnlint finds a trap', async () => {
    const wrong = [
      ['<zeebe:userTask />', '', 'camunda-compat/zeebe-user-task', 'Task_PreCheck'],
      [/<zeebe:taskDefinition [^>]*>/, '', 'camunda-compat/implementation', 'Activity_OpenCase'],
      ['=not(claimed)', '=not(claimed', 'camunda-compat/feel', 'Flow_Claimed_StartedTwice'],
      [/<zeebe:subscription [^>]*>/, '', 'camunda-compat/subscription', 'Event_Rated'],
      [
        /<bpmn:conditionExpression[^>]*>=claimed<\/bpmn:conditionExpression>/,
        '',
        'conditional-flows',
        'Flow_Claimed_DecideRegime',
      ],
      ['name="调查办理"', '', 'label-required', 'Task_Propose'],
    ] as const;

    const problems = await lintDiagrams(
      await Promise.all(wrong.map(([place, by]) => complaintWith(place, by))),
    );

    for (const [number, [, , rule, element]] of wrong.entries())
      expect(problems[number]).toContainEqual(
        expect.objectContaining({ rule, element, line: expect.any(Number) }),
      );
  });
});

describe('a diagram may be deployed', () => {
  test('when a timer reminds without taking the task away', async () => {
    const xml = await complaintWith(task('Task_Assign'), boundary('Task_Assign', false));

    expect(await saidOf(xml)).toEqual([]);
  });

  test('when a timer takes away a plain step', async () => {
    const plain = changed(
      await complaintWith(task('Task_Assign'), boundary('Task_Assign', true)),
      '<zeebe:header key="action" value="assign" />',
      '',
    );

    expect(await saidOf(plain)).toEqual([]);
  });

  test('with ids that a tool made, as its owner drew it', async () => {
    const drawn = (await shipped('complaint/complaint.bpmn')).replaceAll(
      'Task_Propose',
      'Activity_0k3x9bq',
    );

    expect(await lintDiagram(drawn)).toEqual([]);
    expect(await saidOf(drawn, { house: true })).toMatchObject([{ rule: 'speaking-id' }]);
  });
});

describe('what is shipped is besides refused when', () => {
  test.each([
    [
      'a line of documentation is missing',
      /<bpmn:documentation>The unit investigates[^<]*<\/bpmn:documentation>/,
      '',
      'documented',
    ],
    ['a label is not Chinese', 'name="归档"', 'name="Archive"', 'chinese-label'],
    [
      'an id does not tell its job',
      'type="complaint:archive-case"',
      'type="complaint:close-case"',
      'id-tells-job',
    ],
    ['two ends have one name', 'name="移交其他单位"', 'name="已归档"', 'one-end-per-outcome'],
    ['the version tag is missing', /<zeebe:versionTag [^>]*>/, '', 'process'],
    ['the picture is wider than a screen', 'x="1222"', 'x="1782"', 'one-screen'],
    [
      'cases would wait at a parallel join',
      /<bpmn:exclusiveGateway id="Gateway_DraftAgain">([\s\S]*?)<\/bpmn:exclusiveGateway>/,
      '<bpmn:parallelGateway id="Gateway_DraftAgain">$1</bpmn:parallelGateway>',
      'no-parallel-join',
    ],
  ])('%s', async (_, place, by, rule) => {
    const problems = await saidOf(await complaintWith(place, by), { house: true });

    expect(problems).toContainEqual(expect.objectContaining({ rule }));
  });

  test('elements lie upon each other', async () => {
    const xml = await complaintWith('x="1060" y="880"', 'x="1000" y="880"');

    expect(await lintDiagram(xml, { house: true })).toContainEqual(
      expect.objectContaining({ rule: 'no-overlapping-elements' }),
    );
  });
});
