import type { OutputMapping } from '../../processes/form/outputs.ts';
import { Refusal } from '../../processes/refusal.ts';
import type { DefinitionStore } from '../../workers/store/definitions.ts';
import type { TaskRow } from '../../workers/store/tasks.ts';
import { readDiagram } from '../../workers/zeebe/read-diagram.ts';

/** The deployed form and the output mapping of tasks. */
export interface TaskForms {
  /**
   * The form-js schema a task was created with; null for a task without a form.
   * @throws Refusal `FORM_NOT_SHOWN_YET` while the record stream has not shown it
   */
  readonly formOf: (task: Pick<TaskRow, 'formKey'>) => Promise<unknown>;
  /** @throws Refusal `DIAGRAM_NOT_SHOWN_YET` while the record stream has not shown the diagram */
  readonly outputsOf: (
    task: Pick<TaskRow, 'processDefinitionKey' | 'elementId'>,
  ) => Promise<readonly OutputMapping[]>;
}

type Outputs = ReadonlyMap<string, readonly OutputMapping[]>;

/** Reads forms and mappings; what is deployed under a key never changes, so that each is read once. */
export function createTaskForms(definitions: DefinitionStore): TaskForms {
  const outputsByDiagram = new Map<string, Outputs>();
  const schemas = new Map<string, unknown>();

  async function outputsOfDiagram(key: string): Promise<Outputs> {
    const known = outputsByDiagram.get(key);
    if (known !== undefined) return known;
    const diagram = await definitions.find(key);
    if (diagram?.resource == null) throw new Refusal('DIAGRAM_NOT_SHOWN_YET');
    const elements = await readDiagram(diagram.resource);
    const outputs = new Map([...elements].map(([id, element]) => [id, element.outputs]));
    outputsByDiagram.set(key, outputs);
    return outputs;
  }

  return {
    formOf: async ({ formKey }) => {
      if (formKey === null) return null;
      if (schemas.has(formKey)) return schemas.get(formKey);
      const form = await definitions.findForm(formKey);
      if (form === null) throw new Refusal('FORM_NOT_SHOWN_YET');
      const schema: unknown = JSON.parse(form.schema);
      schemas.set(formKey, schema);
      return schema;
    },
    outputsOf: async ({ processDefinitionKey, elementId }) => {
      const outputs = (await outputsOfDiagram(processDefinitionKey)).get(elementId);
      if (outputs === undefined) throw new Error(`no element ${elementId} in its own diagram`);
      return outputs;
    },
  };
}
