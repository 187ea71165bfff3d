/** The members of a change that were sent; what was left out stays as it is. */
export function sentOnly<T extends object>(
  change: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const sent: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key in change) {
    const value = change[key];
    if (isDefined(value)) sent[key] = value;
  }
  return sent;
}

function isDefined<V>(value: V): value is Exclude<V, undefined> {
  return value !== undefined;
}
