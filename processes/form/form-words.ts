import { z } from 'zod';

const properties = z.record(z.string(), z.unknown());
const choice = z.object({ value: z.unknown(), label: z.string() });
const component = z.object({
  key: z.string().optional(),
  label: z.string().optional(),
  dateLabel: z.string().optional(),
  timeLabel: z.string().optional(),
  values: z.array(choice).optional(),
  properties: properties.optional(),
  get components() {
    return z.array(component).optional();
  },
});
const formShape = z.object({ components: z.array(component) });
type Component = z.infer<typeof component>;

/** A field in the words its form's owner gave it. */
export interface FieldWords {
  readonly label: string;
  /** The words of each choice, by its value. */
  readonly choices: Readonly<Record<string, string>>;
}

type Tongue = 'zh' | 'en';

function said(one: Component, tongue: Tongue, name: string, chinese: string): string {
  const english = one.properties?.[name];
  return tongue === 'en' && typeof english === 'string' && english !== '' ? english : chinese;
}

function wordsOf(one: Component, key: string, tongue: Tongue): FieldWords {
  const label = one.dateLabel ?? one.timeLabel ?? one.label ?? '';
  const choices = (one.values ?? []).map(({ value, label: chosen }) => {
    const name = String(value);
    return [name, said(one, tongue, `valueEn.${name}`, chosen)] as const;
  });
  return {
    label: said(one, tongue, 'labelEn', label) || key,
    choices: Object.fromEntries(choices),
  };
}

function below(components: readonly Component[], tongue: Tongue): [string, FieldWords][] {
  return components.flatMap((one) => {
    const own: [string, FieldWords][] =
      one.key === undefined ? [] : [[one.key, wordsOf(one, one.key, tongue)]];
    return [...own, ...below(one.components ?? [], tongue)];
  });
}

/**
 * The words of a form's fields by their keys: what a step nobody coded for collected is read under the words its owner
 * drew. Nothing for what is no form.
 */
export function formWords(schema: unknown, tongue: Tongue): ReadonlyMap<string, FieldWords> {
  const parsed = formShape.safeParse(schema);
  return new Map(parsed.success ? below(parsed.data.components, tongue) : []);
}
