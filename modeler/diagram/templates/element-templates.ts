import type { Palette } from '../palette.ts';
import {
  type ElementTemplate,
  formBinding,
  hidden,
  jobType,
  nameOf,
  type TemplateProperty,
  taskHeader,
  userTask,
} from './properties.ts';
import { type UsualStep, usualSteps } from './usual-steps.ts';

const schema =
  'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json';

/** The words templates are shown with. */
export interface TemplateWords {
  /** The name of a key of `editor:templates`. */
  readonly of: (key: string) => string;
  readonly ofJob: (type: string) => string;
  /** A role at the unit that handles the case. */
  readonly atUnit: (role: string) => string;
}

type Kinds = 'bpmn:ServiceTask' | 'bpmn:UserTask' | 'bpmn:CallActivity';
const appliesTo: Readonly<Record<Kinds, readonly string[]>> = {
  'bpmn:ServiceTask': ['bpmn:Task', 'bpmn:ServiceTask'],
  'bpmn:UserTask': ['bpmn:Task', 'bpmn:UserTask'],
  'bpmn:CallActivity': ['bpmn:Task', 'bpmn:CallActivity'],
};

function template(
  id: string,
  kind: Kinds,
  given: Pick<ElementTemplate, 'name' | 'category' | 'properties'> & { readonly about: string },
): ElementTemplate {
  return {
    $schema: schema,
    id: `huiying.${id}`,
    name: given.name,
    description: given.about,
    version: 1,
    category: given.category,
    appliesTo: appliesTo[kind],
    elementType: { value: kind },
    properties: given.properties,
  };
}

const listed = (variables: readonly { readonly name: string }[]) =>
  variables.map(({ name }) => name).join(', ') || '—';

function jobTemplates(palette: Palette, words: TemplateWords): ElementTemplate[] {
  const category = { id: 'huiying-jobs', name: words.of('jobs') };
  return palette.jobs.map(({ type, inputs, outputs }) =>
    template(`job.${type.replace(/[^\w-]/g, '.')}`, 'bpmn:ServiceTask', {
      name: words.ofJob(type),
      about: `${type} · ${words.of('reads')} ${listed(inputs)} · ${words.of('writes')} ${listed(outputs)}`,
      category,
      properties: [nameOf(words.ofJob(type)), jobType(type)],
    }),
  );
}

interface Choices {
  readonly label: string;
  readonly from: readonly { readonly name: string; readonly value: string }[];
  readonly value: string | undefined;
}

/** A choice of what the house has; free text where it has none. */
function chosen(
  binding: TemplateProperty['binding'],
  { label, from, value }: Choices,
): TemplateProperty {
  const start = value === undefined ? {} : { value };
  const asked = { binding, label, constraints: { notEmpty: true }, ...start };
  if (from.length === 0) return { ...asked, type: 'String' };
  return { ...asked, type: 'Dropdown', choices: from };
}

/** Roles that are held at a unit: one case concerns those of its own unit only. */
const heldAtUnit: readonly string[] = ['unit-handler', 'unit-deputy', 'unit-principal'];

/** A candidate group as the diagrams of the house write it. */
const groupExpression = (role: string) =>
  heldAtUnit.includes(role) ? `=["${role}@" + unitId]` : `=["${role}"]`;

function stepProperties(step: UsualStep, palette: Palette, words: TemplateWords) {
  const forms = palette.forms.map(({ id }) => ({ name: id, value: id }));
  const groups = palette.roles.map(({ id, name }) => ({
    name: heldAtUnit.includes(id) ? words.atUnit(name) : name,
    value: groupExpression(id),
  }));
  return [
    nameOf(words.of(`step.${step.id}`)),
    userTask,
    formBinding,
    chosen(
      { type: 'zeebe:formDefinition', property: 'formId' },
      { label: words.of('form'), from: forms, value: step.form },
    ),
    chosen(
      { type: 'zeebe:assignmentDefinition', property: 'candidateGroups' },
      {
        label: words.of('group'),
        from: groups,
        value: step.role === undefined ? undefined : groupExpression(step.role),
      },
    ),
    ...(step.action === undefined ? [] : [taskHeader('action', step.action)]),
  ];
}

function stepTemplate(step: UsualStep, palette: Palette, words: TemplateWords): ElementTemplate {
  const name = words.of(`step.${step.id}`);
  const about = words.of(`about.${step.id}`);
  const category = { id: 'huiying-steps', name: words.of('steps') };
  if (step.calls !== undefined) {
    const properties = [
      nameOf(name),
      hidden({ type: 'zeebe:calledElement', property: 'processId' }, step.calls),
      hidden({ type: 'zeebe:calledElement', property: 'bindingType' }, 'deployment'),
    ];
    return template(`step.${step.id}`, 'bpmn:CallActivity', { name, about, category, properties });
  }
  const properties = stepProperties(step, palette, words);
  return template(`step.${step.id}`, 'bpmn:UserTask', { name, about, category, properties });
}

/** The building blocks of the house: its usual steps, and one for each job type it serves. */
export function elementTemplates(palette: Palette, words: TemplateWords): ElementTemplate[] {
  return [
    ...usualSteps.map((step) => stepTemplate(step, palette, words)),
    ...jobTemplates(palette, words),
  ];
}
