import { existsSync } from 'node:fs';
import { describe, expect, jest, test } from '@jest/globals';
import { regime } from '../../processes/complaint/regime.ts';
import { channels } from '../../processes/complaint/statuses.ts';
import { isTopic } from '../../processes/complaint/topics.ts';
import { hasTaskForm, jobs, messages, taskForms } from '../../processes/contracts.ts';
import { isRole } from '../../processes/roles.ts';
import { sampleUnits } from '../../workers/sample/institution.ts';
import { checkSet, sentenceOf } from '../../workers/zeebe/lint/check-set.ts';
import type { Decision } from '../../workers/zeebe/lint/decision.ts';
import { actionOf, extensionOf } from '../../workers/zeebe/lint/diagram.ts';
import { namesIn } from '../../workers/zeebe/lint/feel-names.ts';
import { elementsOf, readModels } from '../../workers/zeebe/lint/read-set.ts';
import { changed, shippedSet } from '../support/shipped.ts';

// A net only: bpmnlint is loaded in a thread of its own.
jest.setTimeout(60_000);

type Set = Awaited<ReturnType<typeof shippedSet>>;

const handlerOf = (type: string) => `workers/${type.replace(':', '/')}.ts`;
const missing = (left: readonly string[], right: readonly string[]) =>
  left.filter((one) => !right.includes(one)).sort();

async function crossings(set: Set) {
  const models = await readModels(set);
  const elements = elementsOf(models).map(({ element }) => element);
  const actionForms = elements.flatMap((element) => {
    const action = actionOf(element);
    const formId = extensionOf(element, 'formDefinition')?.formId;
    return action === undefined
      ? []
      : [{ action, form: models.forms.find((one) => one.form.id === formId)?.form }];
  });
  return {
    elements,
    models,
    jobTypes: elements.flatMap((one) => extensionOf(one, 'taskDefinition')?.type ?? []),
    heard: elements.flatMap(({ events }) => events.flatMap(({ message }) => message ?? [])),
    actionForms,
  };
}

/** Differences between what the diagrams use and what the contracts and handlers give. */
async function disagreements(set: Set): Promise<string[]> {
  const { jobTypes, heard, actionForms } = await crossings(set);
  const served = Object.keys(jobs);
  const fields = actionForms.flatMap(({ action, form }) => {
    if (!hasTaskForm(action)) return [`no contract for the action ${action}`];
    const contract = Object.keys(taskForms[action].shape);
    const drawn = form?.fields.map(({ key }) => key) ?? [];
    return [
      ...missing(drawn, contract).map((key) => `${action}: ${key} is not in the contract`),
      ...missing(contract, drawn).map((key) => `${action}: ${key} is not in the form`),
    ];
  });
  return [
    ...missing(jobTypes, served).map((type) => `no contract for ${type}`),
    ...missing(served, jobTypes).map((type) => `no diagram uses ${type}`),
    ...served.filter((type) => !existsSync(handlerOf(type))).map((type) => `no file for ${type}`),
    ...missing(heard, Object.keys(messages)).map((name) => `no contract for ${name}`),
    ...missing(Object.keys(messages), heard).map((name) => `no diagram hears ${name}`),
    ...missing(
      Object.keys(taskForms),
      actionForms.map(({ action }) => action),
    ).map((action) => `no task stands for ${action}`),
    ...fields,
  ];
}

async function setWith(file: string, place: string | RegExp, by: string): Promise<Set> {
  return (await shippedSet()).map((one) =>
    one.name === file ? { ...one, content: changed(one.content, place, by) } : one,
  );
}

describe('the shipped diagrams', () => {
  test('are seen by these checks', async () => {
    const { models, elements, jobTypes } = await crossings(await shippedSet());

    expect(models.diagrams.length).toBeGreaterThanOrEqual(5);
    expect(models.decisions.length).toBeGreaterThanOrEqual(5);
    expect(models.forms.length).toBeGreaterThanOrEqual(6);
    expect(elements.length).toBeGreaterThan(80);
    expect(jobTypes.length).toBeGreaterThan(10);
  });

  test('are free of problems, warnings included', async () => {
    expect((await checkSet(await shippedSet(), { house: true })).map(sentenceOf)).toEqual([]);
  });

  test('agree with contracts and handlers, both ways', async () => {
    expect(await disagreements(await shippedSet())).toEqual([]);
  });

  test.each([
    [
      'complaint.bpmn',
      'complaint:archive-case',
      'complaint:burn-case',
      ['no contract for complaint:burn-case', 'no diagram uses complaint:archive-case'],
    ],
    [
      'complaint.bpmn',
      'name="complaint-received"',
      'name="praised"',
      ['no contract for praised', 'no diagram hears complaint-received'],
    ],
    [
      'sign-off.bpmn',
      'value="sign"',
      'value="stamp"',
      ['no task stands for sign', 'no contract for the action stamp'],
    ],
    [
      'sign-off.form',
      '"key": "paper"',
      '"key": "minutes"',
      ['endorse', 'sign'].flatMap((action) => [
        `${action}: minutes is not in the contract`,
        `${action}: paper is not in the form`,
      ]),
    ],
  ])('this check sees what does not agree in %s', async (file, place, by, expected) => {
    expect(await disagreements(await setWith(file, place, by))).toEqual(expected);
  });

  test('let nothing leave a form but what the next steps read', async () => {
    const { elements } = await crossings(await shippedSet());
    const leaving = elements
      .filter(({ type }) => type === 'userTask')
      .flatMap((one) => extensionOf(one, 'ioMapping')?.outputParameters ?? [])
      .flatMap(({ source }) => namesIn((source ?? '').replace(/^=/, '')));

    expect([...new Set(leaving)].sort()).toEqual([
      'acceptance',
      'contributors',
      'decision',
      'disposal',
      'judgement',
      'keyMatter',
      'level',
      'outcome',
      'result',
      'returnGround',
      'unitId',
      'urgency',
      'weight',
    ]);
  });

  test('ask for the text of a reply in a length that no mere receipt has', async () => {
    const form = (await shippedSet()).find(({ name }) => name === 'reply-draft.form');

    expect(JSON.parse(form?.content ?? '')).toMatchObject({
      components: expect.arrayContaining([
        expect.objectContaining({
          key: 'findingText',
          validate: expect.objectContaining({ minLength: 40, required: true }),
        }),
      ]),
    });
  });
});

describe('the shipped decisions', () => {
  const bare = (cell: string) => (cell === '' || cell === 'null' ? null : JSON.parse(cell));
  /** A condition is one value, several, or none. */
  const first = (cell: string) => bare(cell.replace(/^("[^"]*"),.*$/, '$1'));
  /** Complaints of institutions other than a city: their administrators add these topics. */
  const otherInstitutions = ['audit', 'civil-defence', 'town', 'disclosure-request'];

  /** The rows of a decision as records of its columns. */
  async function rowsOf(id: string) {
    const { decisions } = await readModels(await shippedSet());
    const decision: Decision | undefined = decisions.find(
      (one) => one.decision.id === id,
    )?.decision;
    return (decision?.rules ?? []).map((rule) => ({
      inputs: Object.fromEntries(
        (decision?.inputs ?? []).map(({ expression }, n) => [
          expression,
          rule.inputs[n] ? first(rule.inputs[n]) : null,
        ]),
      ),
      outputs: Object.fromEntries(
        (decision?.outputs ?? []).map(({ name }, n) => [name, bare(rule.outputs[n] ?? '')]),
      ),
    }));
  }

  test('know only channels and topics that a complaint can have', async () => {
    const rows = [
      ...(await rowsOf('Decision_Regime')),
      ...(await rowsOf('Decision_PreCheck')),
      ...(await rowsOf('Decision_Routing')),
    ];
    const known = (word: unknown, words: readonly string[]) =>
      word === null || words.includes(String(word));

    expect(rows.length).toBeGreaterThan(20);
    expect(
      rows.filter(
        ({ inputs: { channel = null, topic = null } }) =>
          !known(channel, channels) || !(known(topic, otherInstitutions) || isTopic(topic)),
      ),
    ).toEqual([]);
  });

  test('answer for a regime what the clocks can count', async () => {
    const rows = await rowsOf('Decision_Regime');

    expect(rows).toHaveLength(10);
    for (const { outputs } of rows) expect(regime.parse(outputs)).toEqual(outputs);
  });

  test('apply the city regime where no other fits: 24 hours, 8 working days, from receipt', async () => {
    expect((await rowsOf('Decision_Regime')).at(-1)?.outputs).toMatchObject({
      ...{ id: 'city', startEvent: 'received', publishes: true },
      ...{ firstAmount: 24, firstUnit: 'h', doneAmount: 8, doneUnit: 'wd' },
    });
  });

  test('send cases to units and roles that exist', async () => {
    const units = (await rowsOf('Decision_Routing')).map(({ outputs }) => String(outputs.unitId));
    const roles = [...(await rowsOf('Decision_SignOffTier')), ...(await rowsOf('Decision_Ladder'))];

    expect(
      missing(
        units,
        sampleUnits.map(({ _id }) => _id),
      ),
    ).toEqual([]);
    expect(roles.length).toBeGreaterThan(10);
    expect(roles.filter(({ outputs }) => !isRole(String(outputs.role)))).toEqual([]);
  });
});
