import { z } from 'zod';
import { isFieldKind } from '../../../processes/form/field-kinds.ts';
import type { Finding } from './problem.ts';

const han = /\p{Script=Han}/u;
const fieldName = /^[A-Za-z_][A-Za-z0-9_]*$/;

const component = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  key: z.string().optional(),
  label: z.string().optional(),
  dateLabel: z.string().optional(),
  description: z.string().optional(),
  valuesKey: z.string().optional(),
  values: z
    .array(
      z.looseObject({ label: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }),
    )
    .optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  get components() {
    return z.array(component).optional();
  },
});
const formSchema = z.object({
  id: z.string().min(1),
  schemaVersion: z.number().int().min(1),
  components: z.array(component),
});
type Component = z.infer<typeof component>;

export interface Field {
  readonly key: string;
  readonly type: string;
  readonly label: string;
}

/** A form as far as the rest of the set leans on it. */
export interface Form {
  readonly id: string;
  readonly fields: readonly Field[];
}

const flat = (components: readonly Component[]): Component[] =>
  components.flatMap((one) => [one, ...flat(one.components ?? [])]);

/** Line of the place a JSON parser complains about; it names a position, or the line itself. */
function jsonLine(message: string, text: string): number | null {
  const line = /line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split('\n').length;
  return /end of JSON/.test(message) ? text.split('\n').length : null;
}

/** A form read from its text, or why it is none. */
export function parseForm(
  text: string,
):
  | { readonly components: readonly Component[]; readonly form: Form }
  | { readonly finding: Finding; readonly line: number | null } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const finding = {
      element: null,
      rule: 'json',
      message: `broken JSON: ${message.slice(0, 120)}`,
    };
    return { finding, line: jsonLine(message, text) };
  }
  const parsed = formSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue?.path.join('.') ?? '';
    const finding = {
      element: null,
      rule: 'form',
      message: `no form: ${place} ${issue?.message ?? ''}`,
    };
    return { finding, line: null };
  }
  const components = flat(parsed.data.components);
  const fields = components.flatMap(({ key, type, label, dateLabel }) =>
    key === undefined ? [] : [{ key, type, label: label ?? dateLabel ?? '' }],
  );
  return { components, form: { id: parsed.data.id, fields } };
}

function always(components: readonly Component[]): Finding[] {
  const keys = components.flatMap(({ key }) => (key === undefined ? [] : [key]));
  return components.flatMap(({ key, id, label, dateLabel }) => {
    if (key === undefined) return [];
    const element = id ?? key;
    if (!fieldName.test(key))
      return [
        { element, rule: 'field-name', message: `«${key}» cannot become the name of a variable` },
      ];
    if (keys.filter((other) => other === key).length > 1)
      return [{ element, rule: 'field-name', message: `two fields have the name «${key}»` }];
    if (!(label ?? dateLabel))
      return [{ element, rule: 'field-label', message: `the field «${key}» has no label` }];
    return [];
  });
}

/** What the desk cannot show or the server cannot check is refused before anybody has to fill it in. */
function kinds(components: readonly Component[]): Finding[] {
  return components
    .filter(({ type }) => !isFieldKind(type))
    .map(({ key, id, type }) => ({
      element: id ?? key ?? null,
      rule: 'field-kind',
      message: `neither the desk nor the server supports fields of the kind «${type}»`,
    }));
}

/** Every word a person reads has its English beside it. */
function english(components: readonly Component[]): Finding[] {
  return components.flatMap(
    ({ key, id, label, dateLabel, description, values = [], properties = {} }) => {
      if (key === undefined) return [];
      const missing = [
        ...(han.test(label ?? dateLabel ?? '') ? [] : ['a Chinese label']),
        ...(properties.labelEn ? [] : ['labelEn']),
        ...(description === undefined || properties.descriptionEn ? [] : ['descriptionEn']),
        ...values.map(({ value }) => `valueEn.${value}`).filter((name) => !properties[name]),
      ];
      return missing.map((what) => ({
        element: id ?? key,
        rule: 'two-languages',
        message: `the field «${key}» lacks ${what}`,
      }));
    },
  );
}

/** What is wrong with the components of a form. */
export function formFindings(
  components: readonly Component[],
  options: { readonly house: boolean },
): Finding[] {
  return [
    ...kinds(components),
    ...always(components),
    ...(options.house ? english(components) : []),
  ];
}
