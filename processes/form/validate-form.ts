import { z } from 'zod';

const option = z.object({ value: z.union([z.string(), z.number(), z.boolean()]) });
const rules = z.object({
  required: z.boolean().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  pattern: z.string().optional(),
});
const component = z.object({
  key: z.string().optional(),
  type: z.string(),
  label: z.string().optional(),
  values: z.array(option).optional(),
  valuesKey: z.string().optional(),
  validate: rules.optional(),
  conditional: z.object({ hide: z.unknown() }).optional(),
  get components() {
    return z.array(component).optional();
  },
});
const formSchema = z.object({ components: z.array(component) });
type Component = z.infer<typeof component>;

/** One field that does not hold: which, and why, as a code the dictionaries translate. */
export interface FieldProblem {
  readonly field: string;
  readonly label: string;
  readonly code:
    | 'REQUIRED'
    | 'TOO_SHORT'
    | 'TOO_LONG'
    | 'NOT_A_CHOICE'
    | 'NOT_A_NUMBER'
    | 'OUT_OF_RANGE'
    | 'NOT_A_DATE'
    | 'WRONG_PATTERN'
    | 'UNKNOWN_FIELD';
  readonly limit: number | null;
}

/** The components of a form that collect a value, groups opened. */
function inputsOf(components: readonly Component[]): Component[] {
  return components.flatMap((one) => [
    ...(one.key === undefined ? [] : [one]),
    ...inputsOf(one.components ?? []),
  ]);
}

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

type Finding = Pick<FieldProblem, 'code' | 'limit'>;

function textFinding(value: string, { validate = {} }: Component): Finding | null {
  const { minLength, maxLength, pattern } = validate;
  if (minLength !== undefined && value.trim().length < minLength)
    return { code: 'TOO_SHORT', limit: minLength };
  if (value.length > (maxLength ?? 10_000)) return { code: 'TOO_LONG', limit: maxLength ?? 10_000 };
  if (
    pattern !== undefined &&
    pattern.length < 200 &&
    !new RegExp(`^(?:${pattern})$`, 'u').test(value.slice(0, 1000))
  )
    return { code: 'WRONG_PATTERN', limit: null };
  return null;
}

function numberFinding(value: unknown, { validate = {} }: Component): Finding | null {
  const number = typeof value === 'number' ? value : Number(value);
  if (!Number.isFinite(number)) return { code: 'NOT_A_NUMBER', limit: null };
  if (validate.min !== undefined && number < validate.min)
    return { code: 'OUT_OF_RANGE', limit: validate.min };
  if (validate.max !== undefined && number > validate.max)
    return { code: 'OUT_OF_RANGE', limit: validate.max };
  return null;
}

function choiceFinding(value: unknown, { values }: Component): Finding | null {
  const given = Array.isArray(value) ? value : [value];
  if (given.some((one) => typeof one === 'object')) return { code: 'NOT_A_CHOICE', limit: null };
  if (values === undefined) return null;
  return given.every((one) => values.some((choice) => choice.value === one))
    ? null
    : { code: 'NOT_A_CHOICE', limit: null };
}

function findingOf(value: unknown, input: Component): Finding | null {
  if (isBlank(value)) {
    // What a condition may hide is demanded where it is shown: here it would stop a task nobody can mend.
    const isDemanded = input.validate?.required === true && !input.conditional?.hide;
    return isDemanded ? { code: 'REQUIRED', limit: null } : null;
  }
  switch (input.type) {
    case 'textfield':
    case 'textarea':
      return typeof value === 'string'
        ? textFinding(value, input)
        : { code: 'NOT_A_CHOICE', limit: null };
    case 'number':
      return numberFinding(value, input);
    case 'datetime':
      return z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]).safeParse(value)
        .success
        ? null
        : { code: 'NOT_A_DATE', limit: null };
    case 'radio':
    case 'select':
    case 'checklist':
    case 'taglist':
      return choiceFinding(value, input);
    case 'checkbox':
      return typeof value === 'boolean' ? null : { code: 'NOT_A_CHOICE', limit: null };
    default:
      return null;
  }
}

/**
 * Checks what was typed against the deployed form of the task: every field that does not hold, and every one the form
 * does not have.
 *
 * @param schema the form as its owner drew it (form-js JSON)
 * @throws ZodError when the schema is no form
 */
export function validateForm(
  schema: unknown,
  fields: Readonly<Record<string, unknown>>,
): FieldProblem[] {
  const inputs = inputsOf(formSchema.parse(schema).components);
  const known = new Set(inputs.map(({ key }) => key));
  const unknown = Object.keys(fields)
    .filter((field) => !known.has(field))
    .map((field): FieldProblem => ({ field, label: field, code: 'UNKNOWN_FIELD', limit: null }));
  const wrong = inputs.flatMap((input): FieldProblem[] => {
    const field = input.key ?? '';
    const finding = findingOf(fields[field], input);
    return finding === null ? [] : [{ field, label: input.label ?? field, ...finding }];
  });
  return [...wrong, ...unknown];
}
