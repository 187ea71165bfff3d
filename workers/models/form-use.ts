import { hasTaskForm, taskForms } from '../../processes/contracts.ts';
import { actionOf, extensionOf } from '../zeebe/lint/diagram.ts';
import { lineOf, type Problem } from '../zeebe/lint/problem.ts';
import { elementsOf, type ModelSet } from '../zeebe/lint/read-set.ts';

type SetForm = ModelSet['forms'][number];

/** A user task of the set with the form it shows. */
interface Use {
  readonly file: string;
  readonly text: string;
  readonly task: string;
  readonly action: string | undefined;
  readonly form: SetForm;
}

function usesOf(set: ModelSet): Use[] {
  return elementsOf(set).flatMap(({ file, text, element }) => {
    const formId = extensionOf(element, 'formDefinition')?.formId;
    return set.forms
      .filter(({ form }) => form.id === formId)
      .map((form) => ({ file, text, task: element.id, action: actionOf(element), form }));
  });
}

/** What the contract of an action reads, and what it cannot do without. */
function fieldsOf(action: string): { readonly all: string[]; readonly required: string[] } | null {
  if (!hasTaskForm(action)) return null;
  const shape = Object.entries(taskForms[action].shape);
  const required = shape.filter(([, field]) => !field.safeParse(undefined).success);
  return { all: shape.map(([key]) => key), required: required.map(([key]) => key) };
}

/** Tasks that stand for an action and whose form never asks what the action needs: nobody could complete them. */
export function missingFields(set: ModelSet): Problem[] {
  return usesOf(set).flatMap(({ file, text, task, action = '', form }) => {
    const asked = form.form.fields.map(({ key }) => key);
    const missing = (fieldsOf(action)?.required ?? []).filter((key) => !asked.includes(key));
    return missing.map((key) => ({
      file,
      element: task,
      rule: 'form-field-missing',
      message: `the form «${form.form.id}» does not ask for «${key}», which «${action}» needs`,
      line: lineOf(text, task),
    }));
  });
}

/** Forms that no task shows, and fields that no action reads. A plain step keeps every answer in the case file. */
export function unreadFields(set: ModelSet): Problem[] {
  const uses = usesOf(set);
  return set.forms.flatMap(({ file, text, form }): Problem[] => {
    const shown = uses.filter((use) => use.form.form.id === form.id);
    const rule = 'form-unread';
    if (shown.length === 0) {
      const message = `no task shows the form «${form.id}»: nobody reads what it asks`;
      return [{ file, element: null, rule, message, line: 1 }];
    }
    const reading = shown.map(({ action }) => fieldsOf(action ?? '')?.all ?? null);
    if (reading.includes(null)) return [];
    const read = reading.flatMap((keys) => keys ?? []);
    return form.fields
      .filter(({ key }) => !read.includes(key))
      .map(({ key }) => {
        const message = `nobody reads the field «${key}»: no action of its tasks knows it`;
        return { file, element: key, rule, message, line: keyLine(text, key) };
      });
  });
}

function keyLine(text: string, key: string): number | null {
  const at = text.search(new RegExp(`"key"\\s*:\\s*"${key.replace(/[^\w]/g, '.')}"`));
  return at < 0 ? null : text.slice(0, at).split('\n').length;
}
