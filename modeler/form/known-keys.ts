import { taskForms } from '../../processes/contracts.ts';

/** A step whose rules read fields by name. */
export interface Reader {
  readonly action: string;
  readonly keys: readonly string[];
}

const readers: readonly Reader[] = Object.entries(taskForms).map(([action, schema]) => ({
  action,
  keys: Object.keys(schema.shape),
}));

/** The step that reads most of these names; null when no step of the house reads any of them. */
export function readerOf(keys: readonly string[]): Reader | null {
  const count = (reader: Reader) => reader.keys.filter((key) => keys.includes(key)).length;
  const [best] = [...readers].sort((one, other) => count(other) - count(one));
  return best !== undefined && count(best) > 0 ? best : null;
}

/** Every name that a step of the house reads. */
export function knownKeys(): readonly string[] {
  return [...new Set(readers.flatMap(({ keys }) => keys))].sort();
}

const name = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Why a name cannot be given to a field, by the key of its words; null when it can. */
export function keyProblem(key: string, others: readonly string[]): string | null {
  if (key === '') return 'form.keyEmpty';
  if (!name.test(key)) return 'form.keyShape';
  return others.includes(key) ? 'form.keyTaken' : null;
}
