import { usualStartEvents } from '../../processes/complaint/start-events.ts';
import { channels } from '../../processes/complaint/statuses.ts';
import { topics } from '../../processes/complaint/topics.ts';
import { roles } from '../../processes/roles.ts';
import type { Language } from '../../web/language/tongue.ts';
import type { Named } from '../language/use-units.query.ts';
import type { Column } from './elements.ts';

/** A value a cell may have, written as its expression, and what people call it. */
export interface CellChoice {
  readonly text: string;
  readonly label: string;
}

interface Known {
  readonly word: Language['word'];
  readonly yesNo: readonly [string, string];
  readonly units: readonly Named[];
  /** Complaint types in force; those that are shipped until they are here. */
  readonly topics?: readonly Named[];
  /** Values the running set knows by the name of the variable. */
  readonly variables: Readonly<Record<string, readonly string[]>>;
}

const quoted = (value: string) => JSON.stringify(value);
const ofHouse: Readonly<Record<string, readonly string[]>> = {
  topic: topics,
  channel: channels,
  role: roles,
  endorseRole: roles,
  startEvent: usualStartEvents,
  firstStart: usualStartEvents,
  factsStart: usualStartEvents,
  replyStart: usualStartEvents,
};
/** Columns whose values have the words of another one. */
const spokenAs: Readonly<Record<string, string>> = {
  endorseRole: 'role',
  complexity: 'weight',
  firstStart: 'startEvent',
  factsStart: 'startEvent',
  replyStart: 'startEvent',
};

/** The values the house knows for a column; none where anything may be written. */
export function choicesOf(column: Column, known: Known): readonly CellChoice[] {
  const { variable } = column;
  if (column.type === 'boolean')
    return [
      { text: 'true', label: known.yesNo[0] },
      { text: 'false', label: known.yesNo[1] },
    ];
  if (variable === 'unitId')
    return known.units.map(({ id, name }) => ({ text: quoted(id), label: name }));
  if (variable === 'topic' && known.topics !== undefined && known.topics.length > 0)
    return known.topics.map(({ id, name }) => ({ text: quoted(id), label: name }));
  const spoken = spokenAs[variable] ?? variable;
  const values = ofHouse[variable] ?? known.variables[variable] ?? known.variables[spoken] ?? [];
  return values.map((value) => ({ text: quoted(value), label: known.word(spoken, value) }));
}

const parts = (text: string) =>
  (text.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? []).map((part) => part.trim()).filter(Boolean);

/** Whether a cell names a value. */
export function isChosen(text: string, choice: string): boolean {
  return parts(text).includes(choice);
}

/** A cell with a value put in or taken out; an output has one value only. */
export function withChoice(text: string, choice: string, isInput: boolean): string {
  const named = parts(text);
  if (named.includes(choice)) return named.filter((one) => one !== choice).join(', ');
  if (!isInput) return choice;
  const listed = named.every((one) => one.startsWith('"'));
  return listed && choice.startsWith('"') ? [...named, choice].join(', ') : choice;
}
