const ahead = 8 * 3_600_000;

/** An instant as a field of date and time holds it, on the institution's clock. */
export function localOf(instant: string): string {
  return new Date(Date.parse(instant) + ahead).toISOString().slice(0, 16);
}

/** What a field of date and time holds, read on the institution's clock; null for an empty one. */
export function instantOf(local: string): string | null {
  return local === '' ? null : new Date(`${local}:00+08:00`).toISOString();
}
