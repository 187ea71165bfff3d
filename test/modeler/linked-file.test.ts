import { describe, expect, test } from '@jest/globals';
import { linkOf } from '../../modeler/diagram/links/linked-file.ts';

function element(type: string, fields: Record<string, unknown>) {
  return { $type: type, ...fields, get: (name: string) => fields[name] };
}

function step(extension: ReturnType<typeof element> | null) {
  const values = extension === null ? [] : [extension];
  return element('bpmn:UserTask', {
    extensionElements: element('bpmn:ExtensionElements', { values }),
  });
}

describe('what a step stands on', () => {
  test.each([
    ['zeebe:CalledElement', 'processId', 'process'],
    ['zeebe:CalledDecision', 'decisionId', 'decision'],
    ['zeebe:FormDefinition', 'formId', 'form'],
  ])('%s names a file of the draft', (type, property, kind) => {
    expect(linkOf(step(element(type, { [property]: 'sign-off' })))).toEqual({
      kind,
      id: 'sign-off',
    });
  });

  test('what is only known when it runs leads nowhere', () => {
    expect(linkOf(step(element('zeebe:CalledElement', { processId: '=which' })))).toBeNull();
  });

  test('a step without anything leads nowhere', () => {
    expect(linkOf(step(null))).toBeNull();
    expect(linkOf(element('bpmn:Task', {}))).toBeNull();
  });
});
