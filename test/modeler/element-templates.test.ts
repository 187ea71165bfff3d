import { describe, expect, test } from '@jest/globals';
import { elementTemplates } from '../../modeler/diagram/templates/element-templates.ts';
import { usualSteps } from '../../modeler/diagram/templates/usual-steps.ts';
import { jobs, taskForms } from '../../processes/contracts.ts';
import { roles } from '../../processes/roles.ts';
import { shippedSet } from '../support/shipped.ts';

const words = {
  of: (key: string) => key,
  ofJob: (type: string) => type,
  atUnit: (role: string) => `${role} of the unit`,
};
const palette = {
  jobs: Object.keys(jobs).map((type) => ({
    type,
    inputs: [{ name: 'caseId', type: 'string' }],
    outputs: [],
  })),
  roles: roles.map((id) => ({ id, name: id })),
  forms: [{ id: 'assign', file: 'assign.form' }],
  processes: [],
};

describe('the building blocks of the editor', () => {
  test('there is one for each usual step and each job type we serve', () => {
    const templates = elementTemplates(palette, words);

    expect(templates).toHaveLength(usualSteps.length + Object.keys(jobs).length);
    expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  });

  test('every usual step stands on what is shipped', async () => {
    const set = await shippedSet();
    const has = (text: string) => set.some(({ content }) => content.includes(text));
    const missing = usualSteps.filter(
      ({ form, calls, action, role }) =>
        (form !== undefined && !has(`"id": "${form}"`)) ||
        (calls !== undefined && !has(`<bpmn:process id="${calls}"`)) ||
        (action !== undefined && !(action in taskForms)) ||
        (role !== undefined && !roles.some((one) => one === role)),
    );

    expect(missing).toEqual([]);
  });

  test('a step offers the forms and groups of the house and binds the form of its own set', () => {
    const plain = elementTemplates(palette, words)[0];

    expect(plain?.properties).toContainEqual(
      expect.objectContaining({
        binding: { type: 'zeebe:formDefinition', property: 'formId' },
        choices: [{ name: 'assign', value: 'assign' }],
      }),
    );
    expect(plain?.properties).toContainEqual(
      expect.objectContaining({
        binding: { type: 'zeebe:formDefinition', property: 'bindingType' },
        value: 'deployment',
      }),
    );
    expect(JSON.stringify(plain)).toContain('=[\\"office\\"]');
  });

  test('a task of a unit is offered to the unit that handles the case, not to every unit', () => {
    const propose = elementTemplates(palette, words).find(({ id }) => id.endsWith('.propose'));

    expect(propose?.properties).toContainEqual(
      expect.objectContaining({ value: '=["unit-handler@" + unitId]' }),
    );
    expect(JSON.stringify(propose)).not.toContain('=[\\"unit-handler\\"]');
  });
});
