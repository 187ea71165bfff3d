import type { KnownVariable } from '../palette.ts';
import type { ModelElement, Shape } from '../services.ts';

/** Variables the house knows of a process, from its contracts. */
export type VariablesOf = (processId: string) => readonly KnownVariable[];

interface VariableResolver {
  registerProvider(provider: object): void;
}

function processOf(element: Shape | ModelElement): ModelElement | null {
  const model = 'businessObject' in element ? element.businessObject : element;
  return model.$type === 'bpmn:Process' ? model : null;
}

/** Suggests the variables of our contracts wherever FEEL is written. */
export function houseVariablesModule(variablesOf: VariablesOf): object {
  class HouseVariables {
    static readonly $inject = ['variableResolver'];

    constructor(variableResolver: VariableResolver) {
      variableResolver.registerProvider(this);
    }

    getVariables(element: Shape | ModelElement): readonly object[] | undefined {
      const process = processOf(element);
      return process === null ? undefined : [...variablesOf(process.id ?? '')];
    }
  }
  return {
    __init__: ['houseVariables'],
    houseVariables: ['type', HouseVariables],
  };
}
