/** A field of a form as its owner draws it (form-js JSON); the library changes it in place. */
export interface Field {
  readonly id: string;
  readonly type: string;
  readonly [name: string]: unknown;
}

type Properties = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for a component of a form. */
export function isField(value: unknown): value is Field {
  return isRecord(value) && typeof value.id === 'string' && typeof value.type === 'string';
}

/** A text of a field; empty when it has none. */
export function textOf(field: Field, name: string): string {
  const value = field[name];
  return typeof value === 'string' ? value : '';
}

/** A group of properties of a field, such as `validate`; empty when it has none. */
export function partOf(field: Field, name: string): Properties {
  const value = field[name];
  return isRecord(value) ? value : {};
}

/** A group of properties with one changed; undefined when nothing is left of it. */
export function withPart(field: Field, name: string, key: string, value: unknown) {
  const rest = Object.entries(partOf(field, name)).filter(([one]) => one !== key);
  const empty = value === '' || value === undefined || value === null || value === false;
  const all = empty ? rest : [...rest, [key, value] as const];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}

/** English words of a field stand in its properties. */
export function englishOf(field: Field, name: string): string {
  const value = partOf(field, 'properties')[name];
  return typeof value === 'string' ? value : '';
}

/** A choice of a field in both languages. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly labelEn: string;
}

/** The choices drawn into a field. */
export function optionsOf(field: Field): readonly Option[] {
  const values: readonly unknown[] = Array.isArray(field.values) ? field.values : [];
  return values.filter(isRecord).map(({ value, label }) => ({
    value: String(value ?? ''),
    label: String(label ?? ''),
    labelEn: englishOf(field, `valueEn.${String(value)}`),
  }));
}

/** What changes on a field when its choices do: the choices, and their English beside the other properties. */
export function withOptions(field: Field, options: readonly Option[]): Properties {
  const others = Object.entries(partOf(field, 'properties')).filter(
    ([name]) => !name.startsWith('valueEn.'),
  );
  const english = options
    .filter(({ labelEn }) => labelEn !== '')
    .map(({ value, labelEn }) => [`valueEn.${value}`, labelEn] as const);
  return {
    values: options.map(({ value, label }) => ({ label, value })),
    properties: Object.fromEntries([...others, ...english]),
  };
}

/** All fields of a form, those in groups included. */
export function fieldsOf(schema: unknown): readonly Field[] {
  if (!isRecord(schema) || !Array.isArray(schema.components)) return [];
  const parts: readonly unknown[] = schema.components;
  return parts.flatMap((part) => (isField(part) ? [part, ...fieldsOf(part)] : []));
}

function rowOf(field: unknown): string | null {
  if (!isField(field)) return null;
  const { row, columns } = partOf(field, 'layout');
  return typeof row === 'string' && (columns === null || columns === undefined) ? row : null;
}

/** A form without the rows the library numbers: a field that has its row alone needs none. */
export function withoutRows(schema: unknown): unknown {
  if (!isRecord(schema) || !Array.isArray(schema.components)) return schema;
  const parts: readonly unknown[] = schema.components;
  const alone = (part: unknown) => {
    const row = rowOf(part);
    return row !== null && parts.filter((other) => rowOf(other) === row).length === 1;
  };
  return {
    ...schema,
    components: parts.map((part) => {
      const inner = withoutRows(part);
      if (!alone(part) || !isRecord(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).filter(([name]) => name !== 'layout'));
    }),
  };
}
