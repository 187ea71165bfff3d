/** One line of a task's output mapping: a FEEL expression and the variable it becomes. */
export interface OutputMapping {
  readonly source: string;
  readonly target: string;
}

/**
 * The fields that may leave the house: those an output mapping names, and no other. Texts stay in the case file
 * because whatever is sent stands in several kinds of exported record.
 */
export function variablesOf(
  mappings: readonly OutputMapping[],
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const named = new Set(
    mappings.flatMap(({ source }) => source.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []),
  );
  return Object.fromEntries(Object.entries(fields).filter(([field]) => named.has(field)));
}
