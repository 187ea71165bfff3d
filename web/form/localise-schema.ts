import type { Choice } from '../api/types.ts';
import type { Tongue } from '../language/tongue.ts';
import { plainWords } from './plain-words.ts';

/** A component of a deployed form, as far as its words are concerned. */
interface Component {
  readonly [name: string]: unknown;
}

function isRecord(value: unknown): value is Component {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function english(properties: Component, name: string): string | null {
  const text = properties[name];
  return typeof text === 'string' && text !== '' ? text : null;
}

function englishValue(value: unknown, properties: Component): unknown {
  if (!isRecord(value)) return value;
  const label = english(properties, `valueEn.${String(value.value)}`);
  return label === null ? value : { ...value, label };
}

function inEnglish(component: Component): Component {
  const { properties } = component;
  if (!isRecord(properties)) return component;
  const label = english(properties, 'labelEn');
  const description = english(properties, 'descriptionEn');
  const text = english(properties, 'textEn');
  return {
    ...component,
    ...(label === null ? {} : component.dateLabel === undefined ? { label } : { dateLabel: label }),
    ...(description === null ? {} : { description }),
    ...(text === null ? {} : { text }),
    ...(Array.isArray(component.values)
      ? { values: component.values.map((value: unknown) => englishValue(value, properties)) }
      : {}),
  };
}

function localiseComponent(
  component: unknown,
  tongue: Tongue,
  lists: Readonly<Record<string, readonly Choice[]>>,
): unknown {
  if (!isRecord(component)) return component;
  const { valuesKey, ...rest } = component;
  const list = typeof valuesKey === 'string' ? lists[valuesKey] : undefined;
  const filled = list === undefined ? component : { ...rest, values: list };
  const said = tongue === 'en' ? inEnglish(filled) : filled;
  const worded =
    said.type === 'text' && typeof said.text === 'string'
      ? { ...said, text: plainWords(said.text) }
      : said;
  return Array.isArray(worded.components)
    ? {
        ...worded,
        components: worded.components.map((part: unknown) =>
          localiseComponent(part, tongue, lists),
        ),
      }
    : worded;
}

/**
 * A deployed form in the language chosen: English words stand in each component's properties (`labelEn`,
 * `descriptionEn`, `valueEn.<value>`). Choices that come with the task are put where the form asks for them.
 */
export function localiseSchema(
  schema: unknown,
  tongue: Tongue,
  lists: Readonly<Record<string, readonly Choice[]>>,
): Component | null {
  const localised = localiseComponent(schema, tongue, lists);
  return isRecord(localised) ? localised : null;
}

/** Keys of the fields a form collects. */
export function fieldKeys(schema: unknown): string[] {
  if (!isRecord(schema)) return [];
  const own = typeof schema.key === 'string' ? [schema.key] : [];
  const below = Array.isArray(schema.components) ? schema.components.flatMap(fieldKeys) : [];
  return [...own, ...below];
}
