import { hasTaskForm, taskForms } from '../../processes/contracts.ts';
import type { Language } from '../language/tongue.ts';
import type { FieldErrors } from './validator.ts';

/**
 * What the rules of the case ask beyond the form itself, e.g. a ground when a complaint is refused. The server asks the
 * same; told here, all of it stands at its fields at once.
 */
export function checkFields(
  action: string | null,
  fields: Readonly<Record<string, unknown>>,
  { t, has }: Pick<Language, 't' | 'has'>,
): FieldErrors {
  if (action === null || !hasTaskForm(action)) return {};
  const checked = taskForms[action].safeParse(fields);
  if (checked.success) return {};
  return Object.fromEntries(
    checked.error.issues.map(({ path, message }) => {
      const key = `problems:field.${message}`;
      return [path.join('.'), has(key) ? t(key) : t('desk:form.invalid')];
    }),
  );
}
