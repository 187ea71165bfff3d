import { isObject, part, type Schema, schemasIn, typesOf } from './json-schema.ts';

/** Numbers in [0, 1) from a seed. */
export type Random = () => number;
/** Values that exist in the house: by the name of what is asked for, and any of them elsewhere. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** One of a list. */
export function oneOf<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}

const ordinary = [
  ...['城市管理局', '路灯三天不亮，请尽快修好。', 'x', 'environment', 'zh', 'a'.repeat(200)],
  ...['2026-11-20', '2026-11-20T01:00:00Z', '09:30', '2026', 'zhang.san@example.org', '12345678'],
  ...['http://127.0.0.1/t/1', 'hotline', 'true', '1', 'complaint.bpmn', 'city'],
];
const hostile = [
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '{{7*7}}',
    '%00',
  ],
  ...["' or 1=1 --", '{"$ne":null}', '$where', '__proto__', 'constructor', 'NaN', '-1', '1e400'],
  ...['9007199254740993', '\u202egnp.exe', '😀'.repeat(50), '长'.repeat(5000), 'a\r\nBcc: x'],
];

function textFor(schema: Schema, random: Random, known: Known, name: string): string {
  const { pattern, format } = schema;
  const fit = known[name];
  if (fit !== undefined && random() < 0.8) return oneOf(random, fit) ?? '';
  const all = [...Object.values(known).flat(), ...ordinary];
  if (format === 'date-time') return '2026-11-20T01:00:00Z';
  if (format === 'date') return '2026-11-20';
  if (typeof pattern !== 'string') return oneOf(random, all) ?? '';
  const fitting = all.filter((text) => new RegExp(pattern, 'u').test(text));
  return oneOf(random, fitting) ?? oneOf(random, all) ?? '';
}

function numberFor(schema: Schema, random: Random): number {
  const low = typeof schema.minimum === 'number' ? schema.minimum : 0;
  const high = typeof schema.maximum === 'number' ? schema.maximum : low + 10;
  return Math.floor(low + random() * (Math.min(high, low + 1000) - low + 1));
}

function objectFor(schema: Schema, random: Random, known: Known): Record<string, unknown> {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const members = Object.entries(part(schema, 'properties')).filter(
    ([name]) => required.includes(name) || random() < 0.6,
  );
  return Object.fromEntries(
    members.map(([name, inner]) => [
      name,
      isObject(inner) ? valid(inner, random, known, name) : null,
    ]),
  );
}

/** One value that is asked for, with the name it has where it stands. */
interface Asked {
  readonly type: string | undefined;
  readonly schema: Schema;
  readonly name: string;
}

function ofType(asked: Asked, random: Random, known: Known): unknown {
  const { type, schema, name } = asked;
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return random() < 0.5;
    case 'integer':
    case 'number':
      return numberFor(schema, random);
    case 'array':
      return Array.from({ length: Math.floor(random() * 3) }, () =>
        valid(part(schema, 'items'), random, known, name),
      );
    case 'object':
      return objectFor(schema, random, known);
    default:
      return textFor(schema, random, known, name);
  }
}

/** A value of the shape that is asked for; whether it makes sense is for the house to say. */
export function valid(schema: Schema, random: Random, known: Known, name = ''): unknown {
  const choices = schemasIn(schema.anyOf ?? schema.oneOf);
  if (choices.length > 0) return valid(oneOf(random, choices) ?? {}, random, known, name);
  if (Array.isArray(schema.enum)) return oneOf(random, schema.enum);
  if ('const' in schema) return schema.const;
  return ofType({ type: oneOf(random, typesOf(schema)), schema, name }, random, known);
}

function deep(levels: number): unknown {
  return levels === 0 ? 1 : { a: deep(levels - 1) };
}

function wrong(random: Random): unknown {
  const others = [null, [], {}, -1, 1.5, 2 ** 60, true, [['a']], { $gt: '' }, deep(60)];
  return random() < 0.5 ? oneOf(random, hostile) : oneOf(random, others);
}

/** A hostile text. */
export function hostileText(random: Random): string {
  return oneOf(random, hostile) ?? '';
}

/** A value that was of the right shape until one of its places was broken. */
export function broken(value: unknown, random: Random): unknown {
  if (!isObject(value) || Object.keys(value).length === 0 || random() < 0.15) return wrong(random);
  const name = oneOf(random, Object.keys(value)) ?? '';
  const how = random();
  if (how < 0.2) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  if (how < 0.4)
    return { ...value, [oneOf(random, ['$set', 'role', 'x', '_id']) ?? 'x']: wrong(random) };
  return { ...value, [name]: random() < 0.4 ? broken(value[name], random) : wrong(random) };
}
