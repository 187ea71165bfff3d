/** A JSON schema as the OpenAPI document holds it. */
export type Schema = Readonly<Record<string, unknown>>;

/** A plain object, read by name. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of an object that is an object itself; empty where there is none. */
export function part(schema: Schema, name: string): Schema {
  const found = schema[name];
  return isObject(found) ? found : {};
}

/** The members of a list that are schemas. */
export function schemasIn(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The types a schema names; none for any. */
export function typesOf({ type }: Schema): readonly string[] {
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.filter((one) => typeof one === 'string') : [];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function fitsType(schema: Schema, value: unknown): boolean {
  const types = typesOf(schema);
  const type = typeOf(value);
  if (types.length === 0 || types.includes(type)) return true;
  return type === 'number' && types.includes('integer') && Number.isInteger(value);
}

function objectFaults(schema: Schema, value: Readonly<Record<string, unknown>>, at: string) {
  const properties = part(schema, 'properties');
  const required = Array.isArray(schema.required) ? schema.required : [];
  const missing = required
    .filter((name) => typeof name === 'string' && !(name in value))
    .map((name) => `${at}/${name} is missing`);
  const more = schema.additionalProperties;
  const isClosed = Object.keys(properties).length > 0 && (more === undefined || more === false);
  const known = Object.entries(value).flatMap(([name, inner]) => {
    const declared = properties[name];
    if (isObject(declared)) return faultsIn(declared, inner, `${at}/${name}`);
    if (isObject(more)) return faultsIn(more, inner, `${at}/${name}`);
    return isClosed ? [`${at}/${name} is not declared`] : [];
  });
  return [...missing, ...known];
}

function choiceFaults(choices: readonly Schema[], value: unknown, at: string): string[] {
  const tried = choices.map((one) => faultsIn(one, value, at));
  const best = tried.toSorted((a, b) => a.length - b.length)[0] ?? [];
  return tried.some((faults) => faults.length === 0) ? [] : best;
}

/** What of a value its schema does not allow, each with its place. Undeclared members count: they are told unasked. */
export function faultsIn(schema: Schema, value: unknown, at = ''): string[] {
  const choices = schemasIn(schema.anyOf ?? schema.oneOf);
  if (choices.length > 0) return choiceFaults(choices, value, at);
  if (!fitsType(schema, value)) return [`${at} is ${typeOf(value)}`];
  if (Array.isArray(schema.enum) && value !== null && !schema.enum.includes(value))
    return [`${at} is ${String(value)}`];
  if (schema.format === 'date-time' && Number.isNaN(Date.parse(String(value ?? '1970'))))
    return [`${at} is no instant`];
  const all = schemasIn(schema.allOf).flatMap((one) => faultsIn(one, value, at));
  if (Array.isArray(value))
    return [
      ...all,
      ...value.flatMap((one, n) => faultsIn(part(schema, 'items'), one, `${at}/${n}`)),
    ];
  return isObject(value) ? [...all, ...objectFaults(schema, value, at)] : all;
}
